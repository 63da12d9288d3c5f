import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { COUNTDOWN_FROM, codePoints, MAX_CODE_POINTS } from "../core/limits";
import { TALK_TO_PERSON } from "../core/outbox";
import { answersNow } from "./answers";
import type { Context } from "./context";
import { personIcon, sendIcon } from "./icons";
import { alertView } from "./status";

/** Where the citizen writes, and the way to a person. */
export function composerView(context: Context): TemplateResult {
  const { strings, actions, draft } = context;
  const over = codePoints(draft.trim()) - MAX_CODE_POINTS;
  return html`${alertView(context, over)}
    <form class="composer" novalidate @submit=${actions.submit}>
      <label class="hidden" for="draft">${strings.composer}</label>
      <textarea
        id="draft"
        rows="1"
        enterkeyhint="send"
        autocomplete="off"
        placeholder=${strings.placeholder}
        aria-invalid=${over > 0 ? "true" : nothing}
        aria-describedby="count"
        .value=${live(draft)}
        @input=${actions.typed}
        @keydown=${actions.composerKey}
      ></textarea>
      <button class="send" type="submit" aria-label=${strings.send}>${sendIcon}</button>
    </form>
    <div class="foot">${personView(context)} ${countView(context, over)}</div>`;
}

function countView({ strings }: Context, over: number): TemplateResult {
  let text = "";
  if (over > 0) text = strings.over(over);
  else if (-over <= COUNTDOWN_FROM) text = strings.left(-over);
  return html`<p id="count" class=${over > 0 ? "count over" : "count"}>${text}</p>`;
}

/**
 * Always within reach, except while a person is already there or on the way;
 * out of sight while the newest message offers the very same.
 */
function personView(context: Context): TemplateResult | typeof nothing {
  const { state, strings, actions } = context;
  const { control } = state.transcript;
  if (control === "queued" || control === "agent") return nothing;
  const offered = answersNow(context).some((button) => button.payload === TALK_TO_PERSON);
  const look = offered ? "person away" : "person";
  return html`<button class=${look} type="button" @click=${actions.askForPerson}>
    ${personIcon}<span>${strings.person}</span>
  </button>`;
}
