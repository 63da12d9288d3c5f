import type { Disposition } from "../api/types";
import type { LinkPhase } from "../live/link";
import { type ConversationAction, type Conversations, conversations } from "./conversations";
import { type DraftAction, type Drafts, drafts } from "./drafts";
import { type Lists, type ListsAction, lists, noLists } from "./lists";
import { type Outbox, type OutboxAction, outbox } from "./outbox";
import type { Problem } from "./problem";
import { type Session, type SessionAction, session, startingSession } from "./session";
import { type Seen, type SeenAction, seen } from "./unread";

/** Something new the agent should know of, wherever they look. */
export interface Notice {
  readonly kind: "queued" | "said";
  readonly conversationId: string;
  /** The citizen's words, or the topic. */
  readonly words: string;
  /** How many came at once. */
  readonly count: number;
  readonly at: number;
}

/** An act that did not work, told once in the conversation it was about. */
export interface FailedAct {
  readonly conversationId: string;
  readonly problem: Problem;
}

/** Everything the desk knows; it moves only by `reduceDesk`. */
export interface DeskState {
  readonly session: Session;
  readonly link: LinkPhase;
  readonly lists: Lists;
  readonly conversations: Conversations;
  readonly selected: string | null;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly seen: Seen;
  readonly notice: Notice | null;
  readonly failed: FailedAct | null;
  readonly dispositions: readonly Disposition[];
  /** Server time minus this computer's time, in ms. */
  readonly skew: number;
}

/** A desk that knows nothing yet. */
export const initialDesk: DeskState = {
  session: startingSession,
  link: "connecting",
  lists: noLists,
  conversations: {},
  selected: null,
  drafts: {},
  outbox: [],
  seen: {},
  notice: null,
  failed: null,
  dispositions: [],
  skew: 0,
};

type OwnAction =
  | { type: "link"; phase: LinkPhase }
  | { type: "selected"; id: string | null }
  | { type: "notice"; notice: Notice | null }
  | { type: "act/failed"; failed: FailedAct | null }
  | { type: "dispositions"; dispositions: readonly Disposition[] }
  | { type: "skew"; skew: number }
  | { type: "forgotten" };

/** Everything that can happen at the desk. */
export type DeskAction =
  | OwnAction
  | SessionAction
  | ListsAction
  | ConversationAction
  | DraftAction
  | OutboxAction
  | SeenAction;

/** The whole desk: own fields here, each concept by its own reducer. */
export function reduceDesk(state: DeskState, action: DeskAction): DeskState {
  if (isOf<SessionAction>(action, "session/")) {
    return { ...state, session: session(state.session, action) };
  }
  if (isOf<ListsAction>(action, "lists/")) {
    return withSettledNotice({ ...state, lists: lists(state.lists, action) });
  }
  if (isOf<DraftAction>(action, "draft/"))
    return { ...state, drafts: drafts(state.drafts, action) };
  if (isOf<OutboxAction>(action, "outbox/")) {
    const next = outbox(state.outbox, action);
    return next === state.outbox ? state : { ...state, outbox: next };
  }
  if (isOf<SeenAction>(action, "seen/")) {
    const next = seen(state.seen, action);
    return next === state.seen ? state : { ...state, seen: next };
  }
  if (isOf<ConversationAction>(action, "conversation/")) {
    const next = conversations(state.conversations, action);
    return next === state.conversations ? state : { ...state, conversations: next };
  }
  return own(state, action as OwnAction);
}

function own(state: DeskState, action: OwnAction): DeskState {
  switch (action.type) {
    case "link":
      return { ...state, link: action.phase };
    case "selected":
      return state.selected === action.id ? state : selected(state, action.id);
    case "notice":
      return { ...state, notice: action.notice };
    case "act/failed":
      return { ...state, failed: action.failed };
    case "dispositions":
      return { ...state, dispositions: action.dispositions };
    case "skew":
      return state.skew === action.skew ? state : { ...state, skew: action.skew };
    case "forgotten":
      // Another agent, or nobody: nothing of the last one's work stays, the place does.
      return { ...initialDesk, session: state.session, selected: state.selected, skew: state.skew };
  }
}

function selected(state: DeskState, id: string | null): DeskState {
  // Whoever opens what a notice tells of has read it.
  const notice = state.notice?.conversationId === id ? null : state.notice;
  // What failed is told in its own conversation, also when that opens because of it.
  const failed = state.failed?.conversationId === id ? state.failed : null;
  return { ...state, selected: id, failed, notice };
}

/** Somebody else took what a notice offers: nothing is left to open. */
function withSettledNotice(state: DeskState): DeskState {
  const { notice, lists } = state;
  const isGone =
    notice?.kind === "queued" && !lists.queued.some((row) => row.id === notice.conversationId);
  return isGone ? { ...state, notice: null } : state;
}

function isOf<Part extends { type: string }>(
  action: { type: string },
  prefix: string,
): action is Part {
  return action.type.startsWith(prefix);
}
