/** What the desk API of the service answers (docs/http-api.md). Times are RFC 3339 UTC strings. */

/** Who must answer. */
export type Control = "bot" | "queued" | "agent" | "closed";
/** Whether an agent is there. */
export type Presence = "available" | "away" | "offline";
/** The participant who said or did something. */
export type Author = "citizen" | "bot" | "agent" | "system";

/** The agent who is signed in. `name` is the one citizens see. */
export interface Me {
  id: string;
  username: string;
  name: string;
  role: string;
  presence: Presence;
}

/** An agent as events and lists name one. `name` is the one citizens see. */
export interface AgentRef {
  id: string;
  name: string;
}

/** An agent as colleagues see one. */
export interface Agent extends AgentRef {
  presence: Presence;
  role: string;
}

/** One conversation as lists show it. */
export interface Summary {
  id: string;
  channel: string;
  language: string;
  control: Control;
  reason: string | null;
  topic: string | null;
  priority: number;
  waiting_since: string | null;
  assignee: AgentRef | null;
  /** The citizen's own words, or "". */
  need: string;
  last_seq: number;
  last_at: string | null;
  started_at: string;
  disposition: string | null;
}

/** What the bot thought the citizen wants. */
export interface Intent {
  name: string;
  /** 0 to 1. */
  confidence: number;
}

/** A topic the bot tried. */
export interface TriedTopic {
  intent: string;
  confidence: number;
  seq: number;
}

/** A fact the bot collected, and where it comes from. */
export interface CollectedSlot {
  name: string;
  value: unknown;
  origin: string;
  seq: number | null;
  at: string | null;
}

/** What one of the agency's systems was asked, and its answer in words. */
export interface Lookup {
  system: string;
  subject: string;
  result: string;
  at?: string | null;
}

/** The form that was running, and what it was asking for. */
export interface FormStop {
  name: string;
  requested_slot: string | null;
}

/** What an agent needs to know in ten seconds. */
export interface Brief {
  reason: string | null;
  topic: string | null;
  priority: number;
  need: string;
  language: string;
  channel: string;
  topics: TriedTopic[];
  slots: CollectedSlot[];
  lookups: Lookup[];
  form: FormStop | null;
  handed_over_at: string | null;
}

/** A button the citizen was offered. */
export interface OfferedButton {
  title: string;
  payload: string;
}

interface EventBase {
  /** Gap-free from 1 within one conversation. */
  seq: number;
  at: string;
  author: Author;
}

/** The first event of every log. */
export interface StartedEvent extends EventBase {
  type: "started";
  channel: string;
  language: string;
}

/** What a participant said; `name` is the agent's. */
export interface MessageEvent extends EventBase {
  type: "message";
  text: string;
  key?: string;
  name?: string;
  buttons?: OfferedButton[];
}

/** What an agent wrote for colleagues only. */
export interface NoteEvent extends EventBase {
  type: "note";
  text: string;
  key?: string;
  name?: string;
}

/** Control went from one party to another. */
export interface ControlEvent extends EventBase {
  type: "control";
  control: Control;
  reason?: string | null;
  topic?: string | null;
  priority?: number;
  name?: string;
  agent?: AgentRef | null;
  /** The agent who did it; a handoff carries the kind of participant instead ("bot", "citizen"). */
  by?: AgentRef | Author | null;
  disposition?: string | null;
}

/** What the bot understood and did in one turn; only the desk sees it. */
export interface TurnEvent extends EventBase {
  type: "turn";
  turn_seq?: number;
  intents?: Intent[];
  failed?: boolean;
}

/** A message that the channel refused for good. */
export interface DeliveryFailedEvent extends EventBase {
  type: "delivery_failed";
  failed_seq?: number;
  reason?: string;
}

/** A type this desk does not know yet: it keeps its place in the log and shows nothing. */
export interface OtherEvent extends EventBase {
  type: "other";
}

/** One entry of a conversation's log as agents see it. */
export type DeskEvent =
  | StartedEvent
  | MessageEvent
  | NoteEvent
  | ControlEvent
  | TurnEvent
  | DeliveryFailedEvent
  | OtherEvent;

/** Answer of GET /api/desk/conversations/{id}: at most 500 events, go on while below `last_seq`. */
export interface ConversationPage {
  conversation: Summary;
  brief: Brief;
  events: DeskEvent[];
  last_seq: number;
}

/** An outcome a conversation can be closed with. */
export interface Disposition {
  id: string;
  label: string;
}
