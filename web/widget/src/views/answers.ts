import { html, nothing, type TemplateResult } from "lit";
import { liveButtons } from "../core/transcript";
import type { Context } from "./context";

/** The buttons of the newest message; gone as soon as something else is said. */
export function answersView({ state, strings, actions }: Context): TemplateResult | typeof nothing {
  const buttons = state.pending.length === 0 ? liveButtons(state.transcript) : [];
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
