import { html, nothing, type TemplateResult } from "lit";
import type { Context } from "./context";
import { assistantIcon, closeIcon, menuIcon, personIcon, waitIcon } from "./icons";
import { menuView } from "./menu";

/** Title, who is speaking now, and the way out. */
export function headerView(context: Context): TemplateResult {
  const { state, strings, heading, actions, menu } = context;
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
    ${menuButton(context)}
    <button class="icon" type="button" aria-label=${strings.close} @click=${actions.close}>
      ${closeIcon}
    </button>
    ${menu.place === "list" ? menuView(context) : nothing}
  </div>`;
}

/** Nothing can be done with a conversation that is not there. */
function menuButton({ menu, strings, actions }: Context): TemplateResult | typeof nothing {
  if (!menu.session) return nothing;
  const open = menu.place === "list";
  return html`<button
    class="icon more"
    type="button"
    aria-label=${strings.menu.label}
    aria-expanded=${open ? "true" : "false"}
    aria-controls=${open ? "menu" : nothing}
    @click=${() => actions.goTo(menu.place === "" ? "list" : "")}
  >
    ${menuIcon}
  </button>`;
}
