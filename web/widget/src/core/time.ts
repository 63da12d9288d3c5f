import type { Language } from "./language";

/** A weekday alone could be this week's or the next one's beyond this. */
const SIX_DAYS_MS = 6 * 24 * 3_600_000;

/** Time of day, with the date when it was another day. */
export function formatTime(at: Date, now: Date, language: Language): string {
  const time: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
  const today = at.toDateString() === now.toDateString();
  const shape = today ? time : { ...time, month: "short" as const, day: "numeric" as const };
  return new Intl.DateTimeFormat(language, shape).format(at);
}

/** When people are back, on the clock of the reader. */
export interface Opening {
  /** "" for today, the weekday within a week, else with the date. */
  day: string;
  time: string;
}

/**
 * When people are back; null for a time that cannot be read.
 *
 * @param at RFC 3339
 */
export function openingOf(at: string, now: Date, language: Language): Opening | null {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return null;
  const far = date.getTime() - now.getTime() > SIX_DAYS_MS;
  const ofDay: Intl.DateTimeFormatOptions = far
    ? { weekday: "long", month: "long", day: "numeric" }
    : { weekday: "long" };
  const said = (shape: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, shape).format(date);
  return {
    day: date.toDateString() === now.toDateString() ? "" : said(ofDay),
    time: said({ hour: "numeric", minute: "2-digit" }),
  };
}
