/** Every sentence the widget says; each language fills in all of them. */
export interface Strings {
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
  waiting: (position: number) => string;
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
