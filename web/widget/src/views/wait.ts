import { html, nothing, type TemplateResult } from "lit";
import { rangeOf } from "../core/range";
import { openingOf } from "../core/time";
import type { Context } from "./context";

/** Where the citizen stands in line and for how long, in words; "" when not in line. */
export function waitText({ state, strings, language }: Context): string {
  const { transcript, queue } = state;
  if (transcript.control !== "queued") return "";
  // With a queue that is known, the service says whether people are in; else the log does.
  const opensAt = queue ? queue.opensAt : transcript.opensAt;
  const place = strings.waiting(queue?.position ?? 0);
  const now = new Date();
  if (opensAt && !(Date.parse(opensAt) <= now.getTime()))
    return `${place} ${strings.backAt(openingOf(opensAt, now, language))}`;
  if (!queue) return `${place} ${strings.meanwhile}`;
  const range = queue.wait && rangeOf(queue.wait);
  return `${place} ${strings.range(range)} ${strings.meanwhile}`;
}

/** The way out of the line. It stands beside the status, which would read it aloud each time. */
export function leaveView({ state, strings, actions }: Context): TemplateResult | typeof nothing {
  if (state.transcript.control !== "queued" || state.phase !== "ready") return nothing;
  return html`<button class="leave" type="button" ?disabled=${state.leaving} @click=${actions.leaveQueue}>
    ${strings.leaveQueue}
  </button>`;
}
