import type { Api } from "../api/client";
import type { Clock } from "../live/clock";
import type { Socket } from "../live/link";
import type { DeskAction, DeskState } from "../state/desk";
import type { Store } from "../state/store";

/** The desk's one store. */
export type DeskStore = Store<DeskState, DeskAction>;

/** A place for text that survives a reload of the page (sessionStorage in the browser). */
export interface Shelf {
  get(name: string): string | null;
  set(name: string, value: string): void;
  remove(name: string): void;
}

/** How an agent is called to the desk. Nothing of what a citizen wrote goes through here. */
export interface Alarm {
  /** A short sound. */
  ring(): void;
  /** A notification of the browser; pressing it calls `open`. */
  popup(words: string, open: () => void): void;
}

/** Everything the desk needs from the world; tests pass their own. */
export interface Ports {
  api: Api;
  openSocket(): Socket;
  clock: Clock;
  shelf: Shelf;
  /** Survives the closing of the browser (localStorage). */
  preferences: Shelf;
  alarm: Alarm;
  /** A new key for one thing to send, 1 to 100 characters, never used before. */
  newKey(): string;
  /** True while the agent can see the desk. */
  isVisible(): boolean;
}
