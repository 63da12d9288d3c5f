import type { Range } from "../core/range";
import type { Opening } from "../core/time";

/** What the citizen can do with the conversation as a whole. */
export interface MenuStrings {
  label: string;
  back: string;
  device: string;
  deviceText: string;
  link: string;
  copy: string;
  copied: string;
  copyFailed: string;
  save: string;
  saveText: string;
  print: string;
  asText: string;
  forget: string;
  forgetText: string;
  forgetNow: string;
  keep: string;
}

/** Every sentence the widget says; each language fills in all of them. */
export interface Strings {
  menu: MenuStrings;
  unread: (count: number) => string;
  title: string;
  close: string;
  log: string;
  messages: string;
  sending: string;
  composer: string;
  placeholder: string;
  send: string;
  person: string;
  wantPerson: string;
  answers: string;
  /** The seven buttons of the effort question together, and the words at their ends. */
  scale: string;
  hardest: string;
  easiest: string;
  you: string;
  bot: string;
  agent: (name: string) => string;
  someone: string;
  service: string;
  connecting: string;
  offline: string;
  starting: string;
  nobody: string;
  ended: string;
  queued: string;
  /** Out of office hours; `opening` is when people are back, null when that is not known. */
  queuedFor: (opening: Opening | null) => string;
  /** Why the citizen waits again; `name` is of the agent who had the conversation, or "". */
  waitsAgain: (reason: string, name: string) => string;
  /** `position` is 0 when unknown. */
  waiting: (position: number) => string;
  /** How long it takes; null when that cannot be said. */
  range: (range: Range | null) => string;
  /** The same out of office hours. */
  backAt: (opening: Opening | null) => string;
  meanwhile: string;
  leaveQueue: string;
  leftQueue: string;
  nowAgent: (name: string) => string;
  nowBot: string;
  closed: string;
  replaced: string;
  typingBot: string;
  typingAgent: (name: string) => string;
  edited: string;
  /** Stands for what came without words: a photo, a file. */
  file: string;
  newMessages: string;
  unsent: string;
  again: string;
  edit: string;
  left: (count: number) => string;
  over: (count: number) => string;
  tooLong: (over: number) => string;
  /** What went wrong, by the service's error code; `seconds` is 0 when unknown. */
  trouble: (code: string, seconds: number) => string;
  /** Why no conversation could be opened. */
  noStart: (code: string, seconds: number) => string;
}
