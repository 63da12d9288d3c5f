import type { DeskEvent } from "../api/events";
import type { Brief, ConversationPage, Sending, Summary } from "../api/types";
import { emptyTranscript, receive, type Transcript } from "./transcript";

/** How far the log of a conversation is fetched. */
export type Loading = "loading" | "ready" | "unknown" | "failed";

/** One conversation the desk has opened. */
export interface OpenConversation {
  readonly id: string;
  readonly summary: Summary | null;
  readonly brief: Brief | null;
  /** Whether the channel took an agent's words when the service was last asked. */
  readonly sending: Sending;
  readonly transcript: Transcript;
  /** `unknown`: there is no such conversation. `failed`: it could not be fetched. */
  readonly loading: Loading;
}

/** The open conversations by id. */
export type Conversations = Readonly<Record<string, OpenConversation>>;

/** What can happen to an open conversation. */
export type ConversationAction =
  | { type: "conversation/loading"; id: string }
  | { type: "conversation/page"; id: string; page: ConversationPage }
  | { type: "conversation/failed"; id: string; unknown: boolean }
  | { type: "conversation/event"; id: string; event: DeskEvent }
  | { type: "conversation/changed"; summary: Summary; brief: Brief | null }
  | { type: "conversation/sending"; id: string; sending: Sending; asOf: number }
  | { type: "conversation/closed"; id: string; reason: string };

/** Moves the open conversations; an event of one that is not open is ignored. */
export function conversations(state: Conversations, action: ConversationAction): Conversations {
  switch (action.type) {
    case "conversation/loading":
      // A failure stays on screen while the desk tries again by itself, instead of flickering.
      return put(state, action.id, (open) =>
        open.loading === "unknown" ? { ...open, loading: "loading" } : open,
      );
    case "conversation/page":
      return put(state, action.id, (open) => withPage(open, action.page));
    case "conversation/failed":
      return put(state, action.id, (open) => ({
        ...open,
        // What was loaded before stays readable; only a log never seen shows the failure.
        loading: action.unknown ? "unknown" : open.loading === "ready" ? "ready" : "failed",
      }));
    case "conversation/event": {
      if (!state[action.id]) return state;
      return put(state, action.id, (open) => ({
        ...open,
        transcript: receive(open.transcript, [action.event]),
      }));
    }
    case "conversation/changed":
      return changed(state, action.summary, action.brief);
    case "conversation/sending": {
      // What has happened since may have opened or closed it; that is asked about, too.
      const isOld = (state[action.id]?.summary?.last_seq ?? 0) > action.asOf;
      if (isOld || !state[action.id]) return state;
      return put(state, action.id, (open) => ({ ...open, sending: action.sending }));
    }
    case "conversation/closed": {
      const sending = { open: false, reason: action.reason };
      return state[action.id] ? put(state, action.id, (open) => ({ ...open, sending })) : state;
    }
  }
}

/** Why an agent cannot write to the citizen now, or null: a code or words of the channel. */
export function closedBecause(open: OpenConversation | undefined): string | null {
  if (!open) return null;
  // The summary follows every event, the rest is as fresh as the last question.
  if (open.summary?.unreachable) return open.summary.unreachable;
  return open.sending.open ? null : (open.sending.reason ?? "");
}

function changed(state: Conversations, summary: Summary, brief: Brief | null): Conversations {
  const open = state[summary.id];
  // Frames and answers travel on two roads: an older summary must not undo a newer one.
  if (!open || (open.summary && open.summary.last_seq > summary.last_seq)) return state;
  return { ...state, [summary.id]: { ...open, summary, brief: brief ?? open.brief } };
}

function withPage(open: OpenConversation, page: ConversationPage): OpenConversation {
  const transcript = receive(open.transcript, page.events);
  const stale = (open.summary?.last_seq ?? 0) > page.conversation.last_seq;
  return {
    ...open,
    transcript,
    summary: stale ? open.summary : page.conversation,
    brief: stale ? open.brief : page.brief,
    sending: stale ? open.sending : (page.sending ?? { open: true }),
    loading: transcript.lastSeq >= page.last_seq ? "ready" : open.loading,
  };
}

function put(
  state: Conversations,
  id: string,
  move: (open: OpenConversation) => OpenConversation,
): Conversations {
  const fresh: OpenConversation = {
    id,
    summary: null,
    brief: null,
    sending: { open: true },
    transcript: emptyTranscript,
    loading: "loading",
  };
  const before = state[id] ?? fresh;
  const after = move(before);
  return after === state[id] ? state : { ...state, [id]: after };
}
