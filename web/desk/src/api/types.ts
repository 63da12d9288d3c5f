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
  /** What the citizen calls themselves on the channel; nobody has checked it. */
  address_name?: string | null;
  /** Why the channel does not reach the citizen: a code, or words of the channel. */
  unreachable?: string | null;
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

/** What a citizen sent along with, or instead of, words. Newer kinds are shown as files. */
export type AttachmentKind =
  | "photo"
  | "document"
  | "voice"
  | "audio"
  | "video"
  | "sticker"
  | "location"
  | "contact"
  | (string & {});

/** A file, place or contact of a message, as the channel described it. */
export interface Attachment {
  /** Place in the message, from 0. */
  number: number;
  kind: AttachmentKind;
  name: string | null;
  mime: string | null;
  /** Bytes. */
  size: number | null;
  /** Degrees; both are there for a location. */
  latitude: number | null;
  longitude: number | null;
  /** Why the file was not even fetched, or null. */
  refused: string | null;
  /** Where the file is once it is fetched; null when there is none. */
  url: string | null;
}

/** What a participant said; `name` is the agent's, `outside` when said past the desk. */
export interface MessageEvent extends EventBase {
  type: "message";
  text: string;
  key?: string | null;
  name?: string;
  buttons?: OfferedButton[];
  attachments?: Attachment[];
  outside?: boolean;
}

/** New words for message `of_seq`; the log keeps the first ones. */
export interface EditedEvent extends EventBase {
  type: "edited";
  of_seq: number;
  text: string;
}

/** File `number` of message `of_seq` is here, or never will be. */
export interface AttachmentEvent extends EventBase {
  type: "attachment";
  of_seq: number;
  number: number;
  /** Found by looking into the file. */
  mime: string | null;
  /** Bytes. */
  size: number | null;
  refused: string | null;
}

/** Whether the channel reaches the citizen from now on. */
export interface ReachEvent extends EventBase {
  type: "reach";
  reachable: boolean;
  reason?: string;
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

/** What became of a message on its way to the citizen; `reason` is a code. */
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
  | EditedEvent
  | AttachmentEvent
  | ReachEvent
  | DeliveryFailedEvent
  | OtherEvent;

/** Whether an agent can write to the citizen now, and if not, the code that says why. */
export interface Sending {
  open: boolean;
  reason?: string;
}

/** Answer of GET /api/desk/conversations/{id}: at most 500 events, go on while below `last_seq`. */
export interface ConversationPage {
  conversation: Summary;
  sending?: Sending;
  brief: Brief;
  events: DeskEvent[];
  last_seq: number;
}

/** An outcome a conversation can be closed with. */
export interface Disposition {
  id: string;
  label: string;
}
