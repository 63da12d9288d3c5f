import type { DeskEvent } from "../api/events";
import type { Problem } from "./problem";

/** An answer goes to the citizen, a note to colleagues, a whisper to the colleague who answers. */
export type WritingKind = "answer" | "note" | "whisper";

/**
 * waiting: not yet sent, or to be sent again with the same key. sent: the service has it at `seq`.
 * refused: the service said no, and the agent decides what becomes of the text.
 */
export type OutgoingPhase = "waiting" | "sending" | "sent" | "refused";

/** Something the agent wrote and sent that is not in the transcript yet. */
export interface Outgoing {
  readonly key: string;
  readonly conversationId: string;
  readonly kind: WritingKind;
  readonly text: string;
  /** Last seq the agent had seen when pressing send. */
  readonly afterSeq: number;
  readonly phase: OutgoingPhase;
  readonly seq: number | null;
  readonly problem: Problem | null;
}

/** Everything on its way, in the order written. */
export type Outbox = readonly Outgoing[];

/** What can happen to something on its way. */
export type OutboxAction =
  | { type: "outbox/restored"; items: Outbox }
  | {
      type: "outbox/added";
      key: string;
      conversationId: string;
      kind: WritingKind;
      text: string;
      afterSeq: number;
    }
  | { type: "outbox/sending"; key: string }
  | { type: "outbox/interrupted"; key: string; problem: Problem }
  | { type: "outbox/accepted"; key: string; seq: number }
  | { type: "outbox/refused"; key: string; problem: Problem }
  | { type: "outbox/retried"; key: string }
  | { type: "outbox/removed"; key: string }
  | { type: "outbox/arrived"; conversationId: string; lastSeq: number };

/** Moves what is on its way. An item leaves only when the transcript has it or the agent says so. */
export function outbox(state: Outbox, action: OutboxAction): Outbox {
  switch (action.type) {
    case "outbox/restored":
      // What was being sent when the page went away may or may not have arrived: same key, again.
      return action.items.map((item) =>
        item.phase === "sending" ? { ...item, phase: "waiting" } : item,
      );
    case "outbox/added": {
      const { type: _, ...written } = action;
      return [...state, { ...written, phase: "waiting", seq: null, problem: null }];
    }
    case "outbox/sending":
      return change(state, action.key, { phase: "sending" });
    case "outbox/interrupted":
      return change(state, action.key, { phase: "waiting", problem: action.problem });
    case "outbox/accepted":
      return change(state, action.key, { phase: "sent", seq: action.seq, problem: null });
    case "outbox/refused":
      return change(state, action.key, { phase: "refused", problem: action.problem });
    case "outbox/retried":
      return change(state, action.key, { phase: "waiting", problem: null });
    case "outbox/removed":
      return state.filter((item) => item.key !== action.key);
    case "outbox/arrived":
      return arrived(state, action.conversationId, action.lastSeq);
  }
}

/** The next item of a conversation to send: strictly one after the other, in the order written. */
export function nextToSend(state: Outbox, conversationId: string): Outgoing | null {
  const mine = state.filter((item) => item.conversationId === conversationId);
  if (mine.some((item) => item.phase === "sending")) return null;
  return mine.find((item) => item.phase === "waiting") ?? null;
}

/**
 * Items of one conversation to show below its transcript: not those whose event is already
 * there (it can come by websocket before the answer to the POST comes, or instead of it).
 */
export function pending(state: Outbox, conversationId: string, events: readonly DeskEvent[]) {
  const taken = new Set<number>();
  return state.filter((item) => {
    if (item.conversationId !== conversationId) return false;
    const shown = events.find((event) => !taken.has(event.seq) && isEventOf(event, item));
    if (shown) taken.add(shown.seq);
    return !shown;
  });
}

function isEventOf(event: DeskEvent, item: Outgoing): boolean {
  if (event.type !== "message" && event.type !== "note") return false;
  if (event.key !== undefined) return event.key === item.key;
  const kind = event.type === "message" ? "answer" : event.whisper ? "whisper" : "note";
  const sameWords = event.author === "agent" && event.text === item.text;
  return event.seq > item.afterSeq && kind === item.kind && sameWords;
}

function arrived(state: Outbox, conversationId: string, lastSeq: number): Outbox {
  const isThere = (item: Outgoing) =>
    item.conversationId === conversationId && item.seq !== null && item.seq <= lastSeq;
  return state.some(isThere) ? state.filter((item) => !isThere(item)) : state;
}

function change(state: Outbox, key: string, to: Partial<Outgoing>): Outbox {
  return state.map((item) => (item.key === key ? { ...item, ...to } : item));
}
