/**
 * `<baton-chat>`: the launcher and the dialog. It holds what is only of this
 * page (open or not, the draft, where the reader stands) and leaves all else
 * to `Chat`.
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { Chat } from "./core/chat";
import { type ChatState, INITIAL } from "./core/chat-state";
import { chooseLanguage, type Language } from "./core/language";
import { codePoints, MAX_CODE_POINTS } from "./core/limits";
import { TALK_TO_PERSON } from "./core/outbox";
import type { Session } from "./core/session";
import { browserStorage } from "./core/storage";
import { TabMemory } from "./core/tab-memory";
import { offeredButton } from "./core/transcript";
import { browserPorts, forgetPlainPage } from "./io/browser";
import { listenForWaking } from "./io/wake";
import { stringsOf } from "./strings";
import { launcherStrings } from "./strings/launcher";
import { styles } from "./styles";
import type { Actions, Context } from "./views/context";
import {
  growTextarea,
  isSheet,
  isTouch,
  keepTabInside,
  sends,
  trackVisibleHeight,
  watchSheet,
} from "./views/dialog";
import { launcherView } from "./views/launcher";
import { MenuKeeper } from "./views/menu-keeper";
import { panelView } from "./views/panel";
import { Patience } from "./views/patience";
import { ScrollKeeper } from "./views/scroll-keeper";

export class BatonChat extends LitElement {
  static override styles = styles;

  static override properties = {
    open: { type: Boolean, reflect: true },
    lang: { type: String },
    heading: { type: String },
    label: { type: String },
    service: { type: String },
    state: { state: true },
    draft: { state: true },
    refused: { state: true },
    newBelow: { state: true },
    slow: { state: true },
  };

  /** The dialog is shown. */
  declare open: boolean;
  /** Language of the widget (en, es); the page's or the browser's when empty. */
  declare lang: string;
  /** Title of the dialog; the language's own when empty. */
  declare heading: string;
  /** Text on the launcher; the language's own when empty. */
  declare label: string;
  /** Address of the service; the page's own when empty. Read once, when attached. */
  declare service: string;
  declare private state: ChatState;
  declare private draft: string;
  declare private refused: boolean;
  declare private newBelow: boolean;
  declare private slow: boolean;

  private chat: Chat | null = null;
  private tab: TabMemory | null = null;
  private stops: (() => void)[] = [];
  /** What gets the focus when the dialog opens or closes next. */
  private focusNext: "composer" | "launcher" | "nothing" = "composer";
  private origin = "";
  private readonly patience = new Patience((slow) => {
    this.slow = slow;
  });
  private readonly menu = new MenuKeeper(this);
  private readonly keeper = new ScrollKeeper(() => this.readerMoved());

  constructor() {
    super();
    this.open = false;
    this.lang = "";
    this.heading = "";
    this.label = "";
    this.service = "";
    this.state = INITIAL;
    this.draft = "";
    this.refused = false;
    this.newBelow = false;
    this.slow = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const origin = this.service.replace(/\/+$/, "") || location.origin;
    this.origin = origin;
    const chat = new Chat({
      ...browserPorts(origin),
      language: () => this.language,
      onChange: (state) => {
        this.state = state;
      },
    });
    this.chat = chat;
    this.tab = new TabMemory(
      browserStorage(() => sessionStorage),
      origin,
    );
    this.draft = this.tab.draft;
    this.stops = [
      listenForWaking(chat),
      trackVisibleHeight(this),
      watchSheet(() => this.requestUpdate()),
      this.watchVisibility(),
    ];
    if (chat.resume() && this.tab.open && !this.open) {
      // It was open on the page before: it stays open, but a new page keeps its focus.
      this.focusNext = "nothing";
      this.open = true;
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
    this.chat?.stop();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    // The loader has drawn a launcher already: this one takes its place, and its focus.
    if (this.shadowRoot?.activeElement) {
      void this.updateComplete.then(() => this.open || this.launcher?.focus());
    }
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get("state") as ChatState | undefined;
    const grown = before && this.state.transcript.items.length > before.transcript.items.length;
    this.patience.look(this.state.link);
    if (grown && before.phase === "ready" && !this.keeper.atEnd) this.newBelow = true;
  }

  protected override render(): TemplateResult {
    const { open, state } = this;
    const strings = stringsOf(this.language);
    const label = this.label || launcherStrings[this.language].label;
    return html`<div class="root" lang=${this.language}>
      ${launcherView(strings, label, state.unread, open, () => this.show())}
      <div role="status" class="hidden">${!open && state.unread ? strings.unread(state.unread) : ""}</div>
      ${panelView(this.context(), open, isSheet(), (event) => this.panelKey(event))}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    const { pane, field } = this;
    if (pane) this.keeper.watch(pane);
    if (changed.has("open")) this.toggled(changed.get("open") === true);
    if (field && (changed.has("draft") || changed.has("open"))) growTextarea(field);
    if (changed.has("state") || changed.has("open")) this.keeper.settle();
    this.markRead();
  }

  /** Opens the dialog and leads the focus to where one writes. */
  show(): void {
    this.focusNext = "composer";
    this.open = true;
  }

  /** Opens the dialog with a conversation that was begun on another device. */
  adopt(session: Session): void {
    this.chat?.adopt(session);
    this.show();
  }

  /** Closes the dialog; the conversation goes on. */
  close(): void {
    this.menu.close();
    this.focusNext = "launcher";
    this.open = false;
  }

  private get language(): Language {
    const spoken = this.state.transcript.language;
    return chooseLanguage([spoken, this.lang, document.documentElement.lang, navigator.language]);
  }

  private get launcher(): HTMLElement | null {
    return this.renderRoot.querySelector(".launcher");
  }

  private get pane(): HTMLElement | null {
    return this.renderRoot.querySelector(".scroll");
  }

  private get field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector("textarea");
  }

  private context(): Context {
    const { state, language, draft, refused, newBelow, slow, origin } = this;
    const { place, copied } = this.menu;
    const strings = stringsOf(language);
    const heading = this.heading || strings.title;
    return {
      state,
      strings,
      language,
      actions: this.actions,
      heading,
      draft,
      refused,
      newBelow,
      slow,
      menu: { place, copied, origin, session: this.chat?.key ?? null },
    };
  }

  private readonly actions: Actions = {
    close: () => this.close(),
    submit: (event) => {
      event.preventDefault();
      this.submit();
    },
    typed: (event) => {
      this.write((event.target as HTMLTextAreaElement).value);
      if (this.draft.trim()) this.chat?.typed();
    },
    composerKey: (event) => {
      if (!sends(event)) return;
      event.preventDefault();
      this.submit();
    },
    press: (button) => {
      this.chat?.press(button);
      this.answered();
    },
    leaveQueue: () => {
      this.chat?.leaveQueue();
      this.answered();
    },
    goTo: (place) => this.menu.goTo(place),
    lookAway: () => {
      if (this.menu.place === "list") this.menu.close();
    },
    copyLink: () => void this.menu.copy(),
    forget: () => {
      forgetPlainPage(this.origin);
      this.chat?.forget();
      this.write("");
      this.close();
    },
    askForPerson: () => {
      const { wantPerson } = stringsOf(this.language);
      // The service's own button works even while the assistant cannot understand anybody.
      const offered = offeredButton(this.state.transcript, TALK_TO_PERSON);
      if (offered) this.chat?.press(offered);
      else this.chat?.say(wantPerson);
      this.answered();
    },
    retry: (key) => {
      this.chat?.retry(key);
      this.answered();
    },
    edit: (key) => {
      const text = this.chat?.takeBack(key) ?? "";
      this.write(this.draft ? `${this.draft}\n${text}` : text);
      this.field?.focus();
    },
    toNewest: () => {
      this.keeper.toEnd();
      this.newBelow = false;
      this.pane?.focus({ preventScroll: true });
    },
  };

  private write(draft: string): void {
    this.draft = draft;
    if (this.tab) this.tab.draft = draft;
    if (codePoints(draft.trim()) <= MAX_CODE_POINTS) this.refused = false;
  }

  private submit(): void {
    const text = this.draft.trim();
    this.field?.focus();
    if (!text) return;
    if (codePoints(text) > MAX_CODE_POINTS) {
      this.refused = true;
      return;
    }
    this.chat?.say(text);
    this.write("");
    this.keeper.toEnd();
  }

  /** A button was pressed and will vanish: the focus must not vanish with it. */
  private answered(): void {
    this.keeper.toEnd();
    const next = isTouch() ? this.pane : this.field;
    next?.focus({ preventScroll: true });
  }

  private panelKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      if (this.menu.place) this.menu.goTo("");
      else this.close();
    } else if (event.key === "Tab" && isSheet()) {
      keepTabInside(event.currentTarget as HTMLElement, event);
    }
  }

  private toggled(wasOpen: boolean): void {
    if (this.open || wasOpen) {
      if (this.tab) this.tab.open = this.open;
    }
    if (this.open) this.chat?.begin();
    if (this.open && this.focusNext === "composer") this.field?.focus();
    if (wasOpen && this.focusNext === "launcher") {
      this.launcher?.focus();
    }
    this.focusNext = "composer";
  }

  private readerMoved(): void {
    if (this.keeper.atEnd) this.newBelow = false;
  }

  private markRead(): void {
    const seen = this.open && document.visibilityState === "visible";
    if (seen && this.state.unread > 0) this.chat?.read();
  }

  private watchVisibility(): () => void {
    const look = (): void => this.markRead();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }
}
