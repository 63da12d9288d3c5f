import type { AgentRef, Author, Control, Intent } from "./types";

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
  key?: string | null;
  name?: string;
  agent?: AgentRef | null;
  /** Said to the agent who holds the conversation, by somebody who reads along. */
  whisper?: boolean;
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
  team?: string | null;
  opens_at?: string | null;
  /** Title of the step at which the bot goes on. */
  step?: string | null;
}

/** A waiting conversation changed its team or priority; `by` is nobody when the bot heard it. */
export interface RoutedEvent extends EventBase {
  type: "routed";
  team: string | null;
  priority: number;
  reason?: string | null;
  by?: AgentRef | null;
}

/** An agent may take the conversation first. */
export interface OfferEvent extends EventBase {
  type: "offer";
  agent: AgentRef;
  until?: string;
}

/** The offer went by: declined, lapsed, or the agent was gone. */
export interface OfferEndedEvent extends EventBase {
  type: "offer_ended";
  agent: AgentRef;
  reason?: string;
}

/** An agent put a fact right. */
export interface SlotEvent extends EventBase {
  type: "slot";
  by: AgentRef;
  name: string;
  value: string;
}

/** An agent called a colleague in to read along and whisper. */
export interface HelpEvent extends EventBase {
  type: "help";
  by: AgentRef;
  colleague: AgentRef;
}

/** A colleague does not read along any more. */
export interface HelpEndedEvent extends EventBase {
  type: "help_ended";
  colleague: AgentRef;
}

/** The citizen was asked how easy it was. */
export interface SurveyEvent extends EventBase {
  type: "survey";
}

/** The citizen's answer: a score from 1 to 7, or the word in message `words_seq`. */
export interface FeedbackEvent extends EventBase {
  type: "feedback";
  score?: number | null;
  words_seq?: number | null;
}

/** What a platform's profile says of the citizen; unchecked. */
export interface NamedEvent extends EventBase {
  type: "named";
  name: string | null;
}

/** What the bot understood and did in one turn; only the desk sees it. */
export interface TurnEvent extends EventBase {
  type: "turn";
  turn_seq?: number;
  intents?: Intent[];
  language?: string | null;
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
  | RoutedEvent
  | OfferEvent
  | OfferEndedEvent
  | SlotEvent
  | HelpEvent
  | HelpEndedEvent
  | SurveyEvent
  | FeedbackEvent
  | NamedEvent
  | OtherEvent;
