import type { Brief, ConversationPage, DeskEvent, Summary } from "../api/types";
import { emptyTranscript, receive, type Transcript } from "./transcript";

/** How far the log of a conversation is fetched. */
export type Loading = "loading" | "ready" | "unknown" | "failed";

/** One conversation the desk has opened. */
export interface OpenConversation {
  readonly id: string;
  readonly summary: Summary | null;
  readonly brief: Brief | null;
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
  | { type: "conversation/changed"; summary: Summary; brief: Brief | null };

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
  }
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
    transcript: emptyTranscript,
    loading: "loading",
  };
  const before = state[id] ?? fresh;
  const after = move(before);
  return after === state[id] ? state : { ...state, [id]: after };
}
