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
  if (buttons.every(isScore)) return scaleView(context, buttons);
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

const isScore = ({ payload }: Button): boolean => /^baton:ces:\d$/.test(payload);

/** The steps of a scale, side by side, with words at both ends. */
function scaleView({ strings, actions }: Context, buttons: readonly Button[]): TemplateResult {
  const last = buttons.length - 1;
  const ends: Record<number, string> = { 0: strings.hardest, [last]: strings.easiest };
  return html`<div role="group" class="scale" aria-label=${strings.scale}>
    ${buttons.map(
      (button, place) =>
        html`<button
          type="button"
          aria-label=${ends[place] ? `${button.title}, ${ends[place]}` : nothing}
          @click=${() => actions.press(button)}
        >${button.title}</button>`,
    )}
    <p aria-hidden="true"><span>${strings.hardest}</span><span>${strings.easiest}</span></p>
  </div>`;
}
