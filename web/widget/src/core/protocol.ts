/**
 * The citizen protocol as the widget sees it: events (with `seq`) and ephemeral
 * frames (without). Everything that arrives is parsed here, once; nothing
 * behind this file handles unchecked JSON.
 */

/** Who said or caused something. */
export type Author = "citizen" | "bot" | "agent" | "system";

/** Who must answer: the assistant, nobody yet, a person, or nobody any more. */
export type Control = "bot" | "queued" | "agent" | "closed";

/** A ready answer. `payload` is opaque to the widget and is sent back as it came. */
export interface Button {
  title: string;
  payload: string;
}

interface EventBase {
  /** Position in the log, gap-free from 1. */
  seq: number;
  /** RFC 3339, UTC. */
  at: string;
  author: Author;
}

export interface StartedEvent extends EventBase {
  type: "started";
  language: string;
}

/** The conversation goes on in another language, beginning with the answer just given. */
export interface LanguageEvent extends EventBase {
  type: "language";
  language: string;
}

export interface MessageEvent extends EventBase {
  type: "message";
  text: string;
  buttons: Button[];
  /** Display name of an agent, "" for everybody else. */
  name: string;
  /** The key a citizen's message was sent with, "" for everybody else. */
  key: string;
}

export interface ControlEvent extends EventBase {
  type: "control";
  control: Control;
  /** Display name of the agent who has it, or who had it until now; else "". */
  name: string;
  /** Why it waits, or waits again; "" when nobody said. */
  reason: string;
  /** RFC 3339: when people are back, for who asked outside of office hours; else "". */
  opensAt: string;
}

/** New words for message `ofSeq`. Citizens can change theirs on some channels. */
export interface EditedEvent extends EventBase {
  type: "edited";
  ofSeq: number;
  text: string;
}

/** Internal to the desk, or of a later version: it takes its place and shows nothing. */
export interface OtherEvent extends EventBase {
  type: "other";
}

export type LogEvent =
  | StartedEvent
  | LanguageEvent
  | MessageEvent
  | EditedEvent
  | ControlEvent
  | OtherEvent;

/** How long it takes until a person answers, in seconds from now. */
export interface Wait {
  lowS: number;
  highS: number;
}

/** Where the citizen stands in line. */
export interface Queue {
  /** Place from 1, 0 when unknown. */
  position: number;
  /** Null: it cannot be said. */
  wait: Wait | null;
  /** RFC 3339: when people are back, "" while they are in. */
  opensAt: string;
}

/** One websocket frame, checked. */
export type Frame =
  | { kind: "event"; event: LogEvent }
  | { kind: "ready"; lastSeq: number }
  | { kind: "typing"; author: Author; on: boolean }
  | { kind: "queue"; queue: Queue }
  | { kind: "heartbeat" }
  | { kind: "error"; code: string };

/** Answer of `GET .../events`: at most 500 events, and where the log ends. */
export interface EventsPage {
  events: LogEvent[];
  lastSeq: number;
}

type Json = Record<string, unknown>;

const AUTHORS: readonly string[] = ["citizen", "bot", "agent", "system"];
const CONTROLS: readonly string[] = ["bot", "queued", "agent", "closed"];

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

function parseAuthor(value: unknown): Author {
  return AUTHORS.includes(text(value)) ? (value as Author) : "system";
}

function parseButtons(value: unknown): Button[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isObject)
    .map((b) => ({ title: text(b.title), payload: text(b.payload) }))
    .filter((b) => b.title !== "" && b.payload !== "");
}

/**
 * Checks one event of the log.
 *
 * An event of a type (or with a field) this version does not know keeps its
 * `seq`, so that the log stays gap-free; only a value that has no valid `seq`
 * is refused with null.
 */
export function parseEvent(raw: unknown): LogEvent | null {
  if (!isObject(raw) || !isCount(raw.seq) || raw.seq === 0) return null;
  const base = { seq: raw.seq, at: text(raw.at), author: parseAuthor(raw.author) };
  if (raw.type === "started") return { ...base, type: "started", language: text(raw.language) };
  if (raw.type === "language") return { ...base, type: "language", language: text(raw.language) };
  if (raw.type === "message" && typeof raw.text === "string") {
    const buttons = parseButtons(raw.buttons);
    return {
      ...base,
      type: "message",
      text: raw.text,
      buttons,
      name: text(raw.name),
      key: text(raw.key),
    };
  }
  if (raw.type === "edited" && isCount(raw.of_seq) && typeof raw.text === "string") {
    return { ...base, type: "edited", ofSeq: raw.of_seq, text: raw.text };
  }
  if (raw.type === "control" && CONTROLS.includes(text(raw.control))) {
    const control = raw.control as Control;
    const [name, reason, opensAt] = [text(raw.name), text(raw.reason), text(raw.opens_at)];
    return { ...base, type: "control", control, name, reason, opensAt };
  }
  return { ...base, type: "other" };
}

/** Checks the answer of `GET .../events`; null when it is not one. */
export function parsePage(raw: unknown): EventsPage | null {
  if (!isObject(raw) || !Array.isArray(raw.events) || !isCount(raw.last_seq)) return null;
  const events = raw.events.map(parseEvent).filter((e): e is LogEvent => e !== null);
  return { events, lastSeq: raw.last_seq };
}

/** Checks the text of one websocket frame; null for anything the widget does not know. */
export function parseFrame(data: unknown): Frame | null {
  let raw: unknown;
  try {
    raw = JSON.parse(text(data));
  } catch {
    return null;
  }
  if (!isObject(raw)) return null;
  if ("seq" in raw) {
    const event = parseEvent(raw);
    return event && { kind: "event", event };
  }
  return parseEphemeral(raw);
}

function parseEphemeral(raw: Json): Frame | null {
  switch (raw.type) {
    case "ready":
      return isCount(raw.last_seq) ? { kind: "ready", lastSeq: raw.last_seq } : null;
    case "typing":
      return { kind: "typing", author: parseAuthor(raw.author), on: raw.on === true };
    case "queue":
      return parseQueue(raw);
    case "heartbeat":
      return { kind: "heartbeat" };
    case "error":
      return { kind: "error", code: isObject(raw.error) ? text(raw.error.code) : "" };
    default:
      return null;
  }
}

function parseQueue(raw: Json): Frame | null {
  const { position } = raw;
  if (!isCount(position)) return null;
  const queue = { position, wait: parseWait(raw.wait), opensAt: text(raw.opens_at) };
  return { kind: "queue", queue };
}

function parseWait(raw: unknown): Wait | null {
  if (!isObject(raw)) return null;
  const { low_s: lowS, high_s: highS } = raw;
  if (typeof lowS !== "number" || typeof highS !== "number") return null;
  return lowS >= 0 && highS >= lowS ? { lowS, highS } : null;
}
