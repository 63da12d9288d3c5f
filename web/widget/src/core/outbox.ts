/**
 * The outbox: what the citizen wrote and the service has not acknowledged.
 * Each message is one stored entry, so that two tabs never overwrite each
 * other, and keeps its key for life: sending it again cannot double it.
 */
import type { Storage } from "./storage";

/** waiting: will be sent by itself; sent: acknowledged, its event is under way; rejected: the citizen decides. */
export type Delivery = "waiting" | "sent" | "rejected";

/** Why a message is not through yet. */
export interface Trouble {
  /** Error code of the service, or "network". */
  code: string;
  /** How long the service asked us to wait, in seconds; 0 when it did not. */
  waitSeconds: number;
}

export interface Pending {
  readonly key: string;
  readonly text: string;
  /** From a button; "" for what was typed. */
  readonly payload: string;
  /** When it was written, milliseconds since the epoch. */
  readonly at: number;
  readonly delivery: Delivery;
  readonly trouble: Trouble | null;
}

/** What was written, before the outbox gives it a key. */
export interface Letter {
  text: string;
  payload: string;
}

/** Payload that takes the citizen out of the line. */
export const LEAVE_QUEUE = "baton:leave_queue";

/** Payload of the service's own button: it reaches people even while the assistant is down. */
export const TALK_TO_PERSON = "baton:talk_to_person";

/** An act and no words: it is sent as surely as a message, and nothing of it is shown. */
const isAct = ({ payload }: Letter): boolean => payload === LEAVE_QUEUE;

export class Outbox {
  private entries: Pending[] = [];
  private readonly prefix: string;

  /**
   * @param scope address of the service
   * @param newKey makes a key nobody else makes
   */
  constructor(
    private readonly storage: Storage,
    scope: string,
    private readonly newKey: () => string,
  ) {
    this.prefix = `baton:${scope}:out:`;
  }

  /** In the order they were written, without what is no words. */
  get all(): readonly Pending[] {
    return this.entries.filter((entry) => !isAct(entry));
  }

  /** The citizen has left the line, and the service does not know yet. */
  get leaving(): boolean {
    return this.entries.some(isAct);
  }

  /** Takes over what an earlier page (or a closed tab) left unsent. */
  restore(): void {
    const known = new Set(this.entries.map((entry) => entry.key));
    const stored = this.storage.names(this.prefix).map((name) => this.read(name));
    const found = stored.filter((entry): entry is Pending => !!entry && !known.has(entry.key));
    this.entries = [...this.entries, ...found].sort((a, b) => a.at - b.at);
  }

  /** Adds a message; it is stored before anything is sent. */
  add(letter: Letter, now: number): Pending {
    const last = this.entries[this.entries.length - 1];
    // Two messages of one millisecond must not change places after a reload.
    const at = last ? Math.max(now, last.at + 1) : now;
    const { text, payload } = letter;
    const entry: Pending = {
      key: this.newKey(),
      text,
      payload,
      at,
      delivery: "waiting",
      trouble: null,
    };
    this.entries = [...this.entries, entry];
    this.write(entry);
    return entry;
  }

  /** The oldest message that waits for its turn to be sent. */
  next(): Pending | null {
    return this.entries.find((entry) => entry.delivery === "waiting") ?? null;
  }

  /** The service has it (202): never to be sent again, shown until its event comes. */
  accept(key: string): void {
    this.change(key, { delivery: "sent", trouble: null });
    this.storage.remove(this.prefix + key);
    this.dropAct(key);
  }

  /** Not sent this time; will be tried again with the same key. */
  delay(key: string, trouble: Trouble): void {
    this.change(key, { trouble });
  }

  /** The service will not take it as it is; it stays until the citizen decides. */
  reject(key: string, code: string): void {
    this.change(key, { delivery: "rejected", trouble: { code, waitSeconds: 0 } });
    this.dropAct(key);
  }

  /** The citizen pressed "try again": once more, with the same key. */
  retry(key: string): void {
    this.change(key, { delivery: "waiting", trouble: null });
  }

  /** Its event is in the transcript, or the citizen took the text back. */
  remove(key: string): Pending | null {
    const entry = this.entries.find((candidate) => candidate.key === key) ?? null;
    if (entry) this.entries = this.entries.filter((candidate) => candidate !== entry);
    this.storage.remove(this.prefix + key);
    return entry;
  }

  /** The message whose stored entry has this name, if it is one of ours. */
  keyOfName(name: string): string | null {
    return name.startsWith(this.prefix) ? name.slice(this.prefix.length) : null;
  }

  /**
   * Readies everything for a new conversation: nothing of it is known there,
   * and the buttons of the old one mean nothing, so their titles go as text.
   */
  readdress(): void {
    for (const { key } of this.entries.filter(isAct)) this.remove(key);
    this.entries = this.entries.map((entry) => ({
      ...entry,
      payload: "",
      delivery: "waiting",
      trouble: null,
    }));
    for (const entry of this.entries) this.write(entry);
  }

  /** Forgets everything, also what other tabs left unsent. */
  clear(): void {
    this.entries = [];
    for (const name of this.storage.names(this.prefix)) this.storage.remove(name);
  }

  /** No event of the log tells of an act: it is over when the service has answered. */
  private dropAct(key: string): void {
    if (this.entries.some((entry) => entry.key === key && isAct(entry))) this.remove(key);
  }

  private change(key: string, change: Partial<Pending>): void {
    this.entries = this.entries.map((entry) =>
      entry.key === key ? { ...entry, ...change } : entry,
    );
  }

  private write({ key, text, payload, at }: Pending): void {
    this.storage.set(this.prefix + key, JSON.stringify({ text, payload, at }));
  }

  private read(name: string): Pending | null {
    try {
      const raw = JSON.parse(this.storage.get(name) ?? "null") as Partial<Pending>;
      if (typeof raw.text !== "string" || typeof raw.at !== "number") return null;
      const payload = typeof raw.payload === "string" ? raw.payload : "";
      const key = name.slice(this.prefix.length);
      return { key, text: raw.text, payload, at: raw.at, delivery: "waiting", trouble: null };
    } catch {
      return null;
    }
  }
}
