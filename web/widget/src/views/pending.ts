import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Pending } from "../core/outbox";
import type { Context } from "./context";
import { textView } from "./text";

/**
 * What the citizen wrote and the log does not show yet, below it and outside
 * of it: a citizen need not be read their own words twice.
 */
export function pendingView(context: Context): TemplateResult | typeof nothing {
  const { state, strings } = context;
  if (state.pending.length === 0) return nothing;
  return html`<ol role="list" class="pending" aria-label=${strings.sending}>
    ${repeat(
      state.pending,
      (entry) => entry.key,
      (entry) => entryView(context, entry),
    )}
  </ol>`;
}

function entryView(context: Context, entry: Pending): TemplateResult {
  return html`<li class="message citizen">
    <span class="hidden">${context.strings.you}</span>
    <p class="bubble" id=${`m-${entry.key}`}>${textView(entry.text)}</p>
    ${entry.trouble && entry.delivery !== "sent" ? troubleView(context, entry) : waitingView(context, entry)}
  </li>`;
}

/** "Not sent yet", but only while that is not over in a moment anyway. */
function waitingView({ state, strings }: Context, entry: Pending): TemplateResult | typeof nothing {
  if (entry.delivery === "sent" || state.link === "online") return nothing;
  return html`<span class="time">${strings.unsent}</span>`;
}

function troubleView({ strings, actions }: Context, entry: Pending): TemplateResult {
  const { code, waitSeconds } = entry.trouble ?? { code: "", waitSeconds: 0 };
  const buttons = [
    html`<button
    type="button" aria-describedby=${`m-${entry.key}`}
    @click=${() => actions.retry(entry.key)}>${strings.again}</button>`,
  ];
  if (entry.delivery === "rejected") {
    buttons.push(html`<button
      type="button" aria-describedby=${`m-${entry.key}`}
      @click=${() => actions.edit(entry.key)}>${strings.edit}</button>`);
  }
  // A lost network is said once by the status line, not by every message.
  const role = code === "network" ? nothing : "alert";
  return html`<div class="trouble">
    <p role=${role}>${strings.trouble(code, waitSeconds)}</p>
    <div class="ways">${buttons}</div>
  </div>`;
}
