/**
 * The transcript: a pure fold of the log. Events may arrive twice, early or
 * from two carriers at once; each is applied exactly once and in order.
 */
import type { Button, Control, EditedEvent, LogEvent, MessageEvent } from "./protocol";

/** A line of the conversation: something said, or a change of control. */
export type Item =
  | { kind: "message"; message: MessageEvent; language: string; edited?: boolean }
  | {
      kind: "control";
      seq: number;
      control: Control;
      name: string;
      reason: string;
      opensAt: string;
    };

export interface Transcript {
  /** Every event up to here is applied. */
  readonly lastSeq: number;
  readonly items: readonly Item[];
  readonly control: Control;
  /** Display name of the agent who has the baton, else "". */
  readonly agentName: string;
  /** RFC 3339: when people are back, for who waits since outside of office hours; else "". */
  readonly opensAt: string;
  /** Language the conversation is in, "" until known. */
  readonly language: string;
  /** Events that came before one that is still missing, by seq. */
  readonly held: ReadonlyMap<number, LogEvent>;
}

/** A conversation of which nothing is known yet. */
export const EMPTY: Transcript = {
  lastSeq: 0,
  items: [],
  control: "bot",
  agentName: "",
  opensAt: "",
  language: "",
  held: new Map(),
};

/**
 * Adds events in any order, with repetitions.
 *
 * What follows a gap is held back until the gap is filled; `hasGap` tells
 * whether something must be fetched.
 */
export function addEvents(transcript: Transcript, events: readonly LogEvent[]): Transcript {
  const held = new Map(transcript.held);
  for (const event of events) {
    if (event.seq > transcript.lastSeq) held.set(event.seq, event);
  }
  // Copied once for the whole batch: a long backlog would be quadratic otherwise.
  const next = { ...transcript, held, items: [...transcript.items] };
  for (;;) {
    const event = held.get(next.lastSeq + 1);
    if (!event) return next;
    held.delete(event.seq);
    apply(next, event);
  }
}

/** True while an event is missing before one that already came. */
export function hasGap(transcript: Transcript): boolean {
  return transcript.held.size > 0;
}

/**
 * The buttons a citizen may press: those of the newest message, as long as
 * nothing was said and control did not change after it.
 */
export function liveButtons(transcript: Transcript): readonly Button[] {
  const newest = transcript.items[transcript.items.length - 1];
  if (newest?.kind !== "message") return [];
  const { author, buttons } = newest.message;
  return author === "bot" || author === "system" ? buttons : [];
}

/**
 * The first button with this payload that was ever offered here, or null. What
 * was offered once may be answered at any time.
 */
export function offeredButton(transcript: Transcript, payload: string): Button | null {
  for (const item of transcript.items) {
    if (item.kind !== "message" || item.message.author === "citizen") continue;
    const button = item.message.buttons.find((candidate) => candidate.payload === payload);
    if (button) return button;
  }
  return null;
}

/** How many messages of others stand after `seenSeq`. */
export function countUnread(transcript: Transcript, seenSeq: number): number {
  let count = 0;
  for (const item of transcript.items) {
    if (item.kind !== "message" || item.message.author === "citizen") continue;
    if (item.message.seq > seenSeq) count += 1;
  }
  return count;
}

type Draft = { -readonly [K in keyof Transcript]: Transcript[K] } & { items: Item[] };

function apply(next: Draft, event: LogEvent): void {
  next.lastSeq = event.seq;
  if (event.type === "started") next.language = event.language;
  if (event.type === "language") changeLanguage(next, event.language);
  if (event.type === "message") {
    next.items.push({ kind: "message", message: event, language: next.language });
  }
  if (event.type === "edited") edit(next, event);
  if (event.type === "control") {
    const { seq, control, name, reason, opensAt } = event;
    next.control = control;
    next.agentName = control === "agent" ? name : "";
    next.items.push({ kind: "control", seq, control, name, reason, opensAt });
    next.opensAt = control === "queued" ? opensAt || next.opensAt : "";
  }
}

/** The newest words stand where the first ones were said. */
function edit(next: Draft, { ofSeq, text }: EditedEvent): void {
  for (let place = next.items.length - 1; place >= 0; place -= 1) {
    const item = next.items[place];
    if (item?.kind !== "message" || item.message.seq !== ofSeq) continue;
    next.items[place] = { ...item, message: { ...item.message, text }, edited: true };
    return;
  }
}

/** The answer that the change came with is in the new language, too. */
function changeLanguage(next: Draft, language: string): void {
  next.language = language;
  for (let place = next.items.length - 1; place >= 0; place -= 1) {
    const item = next.items[place];
    if (item?.kind !== "message" || item.message.author === "citizen") return;
    next.items[place] = { ...item, language };
  }
}
