import { html, nothing, type TemplateResult } from "lit";
import type { Session } from "../core/session";
import type { Context } from "./context";
import { backIcon } from "./icons";

/** What of the menu is open: nothing, the list, or one of its entries. */
export type MenuPlace = "" | "list" | "device" | "save" | "forget";

/** How the menu looks now. */
export interface MenuState {
  readonly place: MenuPlace;
  /** The right to the conversation; without one there is nothing to do. */
  readonly session: Session | null;
  /** Scheme, host and port of the service. */
  readonly origin: string;
  /** null: not tried yet. */
  readonly copied: boolean | null;
}

/** The list under the header, or the page of one entry over the conversation. */
export function menuView(context: Context): TemplateResult | typeof nothing {
  const { menu } = context;
  if (!menu.session || menu.place === "") return nothing;
  return menu.place === "list" ? listView(context) : pageView(context, menu.session);
}

function listView({ strings, actions }: Context): TemplateResult {
  const places = ["device", "save", "forget"] as const;
  return html`<ul id="menu" class="menu" role="list">
    ${places.map(
      (place) =>
        html`<li><button type="button" @click=${() => actions.goTo(place)}>${strings.menu[place]}</button></li>`,
    )}
  </ul>`;
}

function pageView(context: Context, session: Session): TemplateResult {
  const { strings, actions, menu } = context;
  const pages = { device: deviceView, save: saveView, forget: forgetView };
  const place = menu.place as keyof typeof pages;
  return html`<section class="page" aria-labelledby="page-title">
    <button class="back" type="button" @click=${() => actions.goTo("")}>${backIcon}${strings.menu.back}</button>
    <h3 id="page-title" tabindex="-1">${strings.menu[place]}</h3>
    ${pages[place](context, session)}
  </section>`;
}

function deviceView({ strings, actions, menu }: Context, session: Session): TemplateResult {
  const { menu: words } = strings;
  const done = { true: words.copied, false: words.copyFailed, null: "" }[`${menu.copied}`];
  return html`<p>${words.deviceText}</p>
    <label for="link">${words.link}</label>
    <input id="link" type="text" readonly autocomplete="off" spellcheck="false"
      .value=${resumeLink(menu.origin, session)} @focus=${selectAll} />
    <p class="ways"><button class="main" type="button" @click=${actions.copyLink}>${words.copy}</button></p>
    <p role="status">${done}</p>`;
}

/** A form, so that the token stands in no address, whatever policy the page around it has. */
function saveView({ strings, menu }: Context, session: Session): TemplateResult {
  const { menu: words } = strings;
  const id = encodeURIComponent(session.conversationId);
  return html`<p>${words.saveText}</p>
    <form class="ways" method="post" target="_blank" rel="noopener"
      action="${menu.origin}/api/conversations/${id}/transcript">
      <input type="hidden" name="token" .value=${session.token} />
      <button class="main" name="format" value="html">${words.print}</button>
      <button name="format" value="text">${words.asText}</button>
    </form>`;
}

function forgetView({ strings, actions }: Context): TemplateResult {
  const { menu: words } = strings;
  return html`<p>${words.forgetText}</p>
    <p class="ways">
      <button class="main" type="button" @click=${actions.forget}>${words.forgetNow}</button>
      <button type="button" @click=${() => actions.goTo("")}>${words.keep}</button>
    </p>`;
}

/** The address that opens the conversation elsewhere; what follows the # reaches no server. */
export function resumeLink(origin: string, { conversationId, token }: Session): string {
  return `${origin}/resume#${conversationId}.${token}`;
}

const selectAll = (event: Event): void => (event.target as HTMLInputElement).select();
