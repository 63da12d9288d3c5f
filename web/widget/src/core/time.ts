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

/**
 * When people are back: the time alone for today, the day within a week, else the date; on the
 * clock of the reader. "" for a time that cannot be read.
 *
 * @param at RFC 3339
 */
export function formatOpening(at: string, now: Date, language: Language): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  const shape: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
  if (date.toDateString() !== now.toDateString()) shape.weekday = "long";
  if (date.getTime() - now.getTime() > SIX_DAYS_MS) {
    shape.month = "long";
    shape.day = "numeric";
  }
  return new Intl.DateTimeFormat(language, shape).format(date);
}
