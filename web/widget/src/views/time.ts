import { html, nothing, type TemplateResult } from "lit";
import type { Language } from "../core/language";

/** Time of day, with the date when it was another day. */
export function formatTime(at: Date, now: Date, language: Language): string {
  const time: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
  const today = at.toDateString() === now.toDateString();
  const shape = today ? time : { ...time, month: "short" as const, day: "numeric" as const };
  return new Intl.DateTimeFormat(language, shape).format(at);
}

/**
 * When a message was said; nothing for a time that cannot be read.
 *
 * @param at RFC 3339
 * @param quiet the next message stands close by: only said, not shown
 */
export function timeView(
  at: string,
  language: Language,
  quiet: boolean,
): TemplateResult | typeof nothing {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return nothing;
  const text = formatTime(date, new Date(), language);
  return html`<time class=${quiet ? "hidden" : "time"} datetime=${at}>${text}</time>`;
}
