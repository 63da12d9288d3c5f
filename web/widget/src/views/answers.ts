import { html, nothing, type TemplateResult } from "lit";
import type { Button } from "../core/protocol";
import { liveButtons } from "../core/transcript";
import type { Context } from "./context";

/** What the citizen may press now: nothing while an own message is under way. */
export function answersNow({ state }: Context): readonly Button[] {
  return state.pending.length === 0 ? liveButtons(state.transcript) : [];
}

/** The buttons of the newest message; gone as soon as something else is said. */
export function answersView(context: Context): TemplateResult | typeof nothing {
  const { state, strings, actions } = context;
  const buttons = answersNow(context);
  if (buttons.length === 0) return nothing;
  return html`<div
    role="group"
    class="answers"
    aria-label=${strings.answers}
    lang=${state.transcript.language || nothing}
  >
    ${buttons.map(
      (button) =>
        html`<button type="button" @click=${() => actions.press(button)}>${button.title}</button>`,
    )}
  </div>`;
}
