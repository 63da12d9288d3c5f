import type { ChatState } from "../core/chat-state";
import type { Language } from "../core/language";
import type { Button } from "../core/protocol";
import type { Strings } from "../strings";
import type { MenuPlace, MenuState } from "./menu";

/** What the citizen can do; the element does it. */
export interface Actions {
  close: () => void;
  submit: (event: Event) => void;
  typed: (event: Event) => void;
  composerKey: (event: KeyboardEvent) => void;
  press: (button: Button) => void;
  leaveQueue: () => void;
  /** Opens the menu, one of its pages, or (with "") the conversation again. */
  goTo: (place: MenuPlace) => void;
  /** The citizen turns to the conversation: an open list closes. */
  lookAway: () => void;
  copyLink: () => void;
  forget: () => void;
  askForPerson: () => void;
  retry: (key: string) => void;
  edit: (key: string) => void;
  toNewest: () => void;
}

/** All that a view may draw from; views keep nothing themselves. */
export interface Context {
  readonly state: ChatState;
  readonly strings: Strings;
  readonly language: Language;
  readonly actions: Actions;
  /** Title of the dialog. */
  readonly heading: string;
  readonly draft: string;
  /** The citizen tried to send a draft that is too long. */
  readonly refused: boolean;
  /** Something new stands below what the citizen is reading. */
  readonly newBelow: boolean;
  /** The link has been down long enough to be worth a word. */
  readonly slow: boolean;
  readonly menu: MenuState;
}
