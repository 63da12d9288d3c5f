import { html, type TemplateResult } from "lit";
import type { Context } from "./context";
import { assistantIcon, closeIcon, personIcon, waitIcon } from "./icons";

/** Title, who is speaking now, and the way out. */
export function headerView({ state, strings, heading, actions }: Context): TemplateResult {
  const { control, agentName } = state.transcript;
  const speaker = {
    bot: strings.bot,
    closed: strings.ended,
    queued: strings.nobody,
    agent: agentName ? strings.agent(agentName) : strings.someone,
  }[control];
  const picture = {
    bot: assistantIcon,
    closed: assistantIcon,
    queued: waitIcon,
    agent: personIcon,
  };
  return html`<div class="head">
    <span class="avatar ${control}">${picture[control]}</span>
    <div class="title">
      <h2 id="title">${heading}</h2>
      <p class="speaker">${speaker}</p>
    </div>
    <button class="icon" type="button" aria-label=${strings.close} @click=${actions.close}>
      ${closeIcon}
    </button>
  </div>`;
}
