import type { DeskEvent } from "./events";

/** What the desk API of the service answers (docs/http-api.md). Times are RFC 3339 UTC strings. */

/** Who must answer. */
export type Control = "bot" | "queued" | "agent" | "closed";
/** Whether an agent is there. */
export type Presence = "available" | "away" | "offline";
/** The participant who said or did something. */
export type Author = "citizen" | "bot" | "agent" | "system";

/** What somebody may do: an editor changes texts and takes no conversations. */
export type Role = "agent" | "editor" | "supervisor" | "admin" | (string & {});

/** The agent who is signed in. `name` is the one citizens see. */
export interface Me {
  id: string;
  username: string;
  name: string;
  role: Role;
  presence: Presence;
}

/** An agent as events and lists name one. `name` is the one citizens see. */
export interface AgentRef {
  id: string;
  name: string;
}

/** An agent as colleagues see one. No teams or languages at all stand for every one of them. */
export interface Agent extends AgentRef {
  presence: Presence;
  role: Role;
  /** Available, and the agent's desk is alive. */
  on_duty: boolean;
  /** Conversations held and offered. */
  load: number;
  /** How many conversations the agent is given at once. */
  capacity: number;
  /** Ids. */
  teams: readonly string[];
  /** BCP 47 tags. */
  languages: readonly string[];
}

/** How a team gets its work: its agents take the next one, or the service offers it to one. */
export interface Team {
  id: string;
  name: string;
  mode: "take" | "offer";
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
  /** Why the agent who had it in this wait has it no longer, or null. */
  returned: string | null;
  topic: string | null;
  priority: number;
  /** Id of the team that shall serve it; null: anybody. */
  team: string | null;
  waiting_since: string | null;
  /** When people are back, if it was asked outside of office hours. */
  opens_at: string | null;
  /** Who is asked first, and until when. */
  offered_to: AgentRef | null;
  offered_until: string | null;
  assignee: AgentRef | null;
  assigned_at: string | null;
  /** Since when the citizen waits for words of who holds it. */
  awaiting_since: string | null;
  /** Who holds it is to be reminded. */
  late: boolean;
  /** Who reads along and whispers. */
  helpers: readonly AgentRef[];
  /** The citizen's own words, or "". */
  need: string;
  last_seq: number;
  last_at: string | null;
  /** When the citizen last wrote. */
  citizen_at: string | null;
  started_at: string;
  closed_at: string | null;
  disposition: string | null;
  /** How easy it was, by the citizen: 1 (very hard) to 7. */
  ces: number | null;
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

/** What a supervisor changes of a waiting conversation; what is left out stays. */
export interface Rerouting {
  /** Null: everybody's. */
  team?: string | null;
  priority?: number;
}

/** An answer of the assistant's that may fit the citizen's last message. */
export interface Suggestion {
  intent: string;
  /** 0 to 1. */
  confidence: number;
  title: string;
  answer: string;
}

/** Where the bot can go on; the payload is given back as it came. */
export interface Step {
  title: string;
  payload: string;
  /** It is where the bot stopped. */
  stopped?: boolean;
}

/** Ready text for one conversation: `filled` holds all that is known of its variables. */
export interface CannedResponse {
  id: string;
  shortcut: string;
  title: string;
  language: string;
  filled: string;
  /** Names of the variables that still stand in it. */
  unfilled: readonly string[];
}

/** What this citizen wanted before: a stretch of a conversation, from its opening to its closing. */
export interface Earlier {
  conversation_id: string;
  from_seq: number;
  to_seq: number;
  started_at: string;
  ended_at: string | null;
  topic: string | null;
  need: string;
  /** Who closed it. */
  agent: AgentRef | null;
  disposition: string | null;
}

/** An outcome a conversation can be closed with. */
export interface Disposition {
  id: string;
  label: string;
}
