import type { Disposition, Team } from "../api/types";
import type { LinkPhase } from "../live/link";
import { type Around, type AroundAction, around, nobodyAround } from "./around";
import { type ConversationAction, type Conversations, conversations } from "./conversations";
import { type DraftAction, type Drafts, drafts } from "./drafts";
import { emptyFloor, type Floor, type FloorAction, floor } from "./floor";
import type { NewsKind } from "./news";
import { type Outbox, type OutboxAction, outbox } from "./outbox";
import type { Problem } from "./problem";
import { type Session, type SessionAction, session, startingSession } from "./session";
import { firstSettings, type Settings, type SettingsAction, settings } from "./settings";
import { type Seen, type SeenAction, seen } from "./unread";
import { worklists } from "./worklists";

/** Something new the agent should know of, wherever they look. */
export interface Notice {
  readonly kind: NewsKind;
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

/** Conversations that went away from me without my doing. */
export interface Lost {
  readonly ids: readonly string[];
  /** They went while this desk had no connection. */
  readonly away: boolean;
}

/** Everything the desk knows; it moves only by `reduceDesk`. */
export interface DeskState {
  readonly session: Session;
  readonly link: LinkPhase;
  readonly floor: Floor;
  /** Ids of what I hold, kept through a reload, so that what is lost meanwhile can be told. */
  readonly held: readonly string[];
  readonly lost: Lost | null;
  readonly around: Around;
  readonly conversations: Conversations;
  readonly selected: string | null;
  /** The page beside the conversations that is shown ("board", "office/rules"), or null. */
  readonly page: string | null;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly seen: Seen;
  readonly notice: Notice | null;
  readonly failed: FailedAct | null;
  readonly dispositions: readonly Disposition[];
  readonly teams: readonly Team[];
  readonly settings: Settings;
  /** Server time minus this computer's time, in ms. */
  readonly skew: number;
}

/** A desk that knows nothing yet. */
export const initialDesk: DeskState = {
  session: startingSession,
  link: "connecting",
  floor: emptyFloor,
  held: [],
  lost: null,
  around: nobodyAround,
  conversations: {},
  selected: null,
  page: null,
  drafts: {},
  outbox: [],
  seen: {},
  notice: null,
  failed: null,
  dispositions: [],
  teams: [],
  settings: firstSettings,
  skew: 0,
};

type OwnAction =
  | { type: "link"; phase: LinkPhase }
  | { type: "selected"; id: string | null }
  | { type: "page"; page: string | null }
  | { type: "notice"; notice: Notice | null }
  | { type: "act/failed"; failed: FailedAct | null }
  | { type: "dispositions"; dispositions: readonly Disposition[] }
  | { type: "teams"; teams: readonly Team[] }
  | { type: "held/restored"; held: readonly string[] }
  | { type: "lost"; lost: Lost | null }
  | { type: "skew"; skew: number }
  | { type: "forgotten" };

/** Everything that can happen at the desk. */
export type DeskAction =
  | OwnAction
  | SessionAction
  | FloorAction
  | AroundAction
  | SettingsAction
  | ConversationAction
  | DraftAction
  | OutboxAction
  | SeenAction;

/** The whole desk: own fields here, each concept by its own reducer. */
export function reduceDesk(state: DeskState, action: DeskAction): DeskState {
  if (isOf<SessionAction>(action, "session/")) {
    return { ...state, session: session(state.session, action) };
  }
  if (isOf<FloorAction>(action, "floor/")) {
    return withSettledNotice(withHeld({ ...state, floor: floor(state.floor, action) }));
  }
  if (isOf<AroundAction>(action, "around/")) {
    return { ...state, around: around(state.around, action) };
  }
  if (isOf<SettingsAction>(action, "settings/")) {
    return { ...state, settings: settings(state.settings, action) };
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
    case "page":
      return state.page === action.page ? state : { ...state, page: action.page };
    case "notice":
      return { ...state, notice: action.notice };
    case "act/failed":
      return { ...state, failed: action.failed };
    case "dispositions":
      return { ...state, dispositions: action.dispositions };
    case "teams":
      return { ...state, teams: action.teams };
    case "held/restored":
      return { ...state, held: action.held };
    case "lost":
      return { ...state, lost: action.lost };
    case "skew":
      return state.skew === action.skew ? state : { ...state, skew: action.skew };
    case "forgotten":
      // Another agent, or nobody: nothing of the last one's work stays, the place does.
      return { ...initialDesk, ...placeOf(state) };
  }
}

function selected(state: DeskState, id: string | null): DeskState {
  // Whoever opens what a notice tells of has read it.
  const notice = state.notice?.conversationId === id ? null : state.notice;
  // What failed is told in its own conversation, also when that opens because of it.
  const failed = state.failed?.conversationId === id ? state.failed : null;
  return { ...state, selected: id, failed, notice };
}

/** What belongs to the page and the browser, whoever sits in front of it. */
function placeOf({ session, selected, page, skew, settings }: DeskState) {
  return { session, selected, page, skew, settings };
}

function withHeld(state: DeskState): DeskState {
  if (!state.floor.known) return state;
  const { mine } = worklists(state.floor, state.session.me?.id ?? "");
  const held = mine.map((row) => row.id);
  return held.join() === state.held.join() ? state : { ...state, held };
}

/** Somebody else took what a notice offers, or the agent has answered: nothing is left to tell. */
function withSettledNotice(state: DeskState): DeskState {
  const { notice, floor } = state;
  const me = state.session.me?.id ?? "";
  const { waiting, offered, mine } = worklists(floor, me);
  const late = mine.filter((row) => row.late);
  const rows = { queued: waiting, offered, late }[notice?.kind as string];
  const isGone = rows !== undefined && !rows.some((row) => row.id === notice?.conversationId);
  return isGone ? { ...state, notice: null } : state;
}

function isOf<Part extends { type: string }>(
  action: { type: string },
  prefix: string,
): action is Part {
  return action.type.startsWith(prefix);
}
