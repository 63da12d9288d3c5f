import { html, nothing, type TemplateResult } from "lit";
import type { Language } from "../core/language";
import { formatTime } from "../core/time";

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
