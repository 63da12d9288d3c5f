import { html, type TemplateResult } from "lit";
import { linkify } from "../core/linkify";

/**
 * A message's text with its addresses as links. Text only ever becomes text
 * nodes, whatever it contains.
 */
export function textView(text: string): TemplateResult[] {
  return linkify(text).map((piece) =>
    "href" in piece
      ? html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow">${piece.text}</a>`
      : html`${piece.text}`,
  );
}
