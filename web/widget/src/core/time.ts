import type { Language } from "./language";

/** Time of day, with the date when it was another day. */
export function formatTime(at: Date, now: Date, language: Language): string {
  const time: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
  const today = at.toDateString() === now.toDateString();
  const shape = today ? time : { ...time, month: "short" as const, day: "numeric" as const };
  return new Intl.DateTimeFormat(language, shape).format(at);
}
