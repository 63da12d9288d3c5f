import { parseAttachments } from "./attachments";
import type { DeskEvent } from "./events";

type Fields = Record<string, unknown>;

const CONTROLS: ReadonlySet<unknown> = new Set(["bot", "queued", "agent", "closed"]);
const AUTHORS: ReadonlySet<unknown> = new Set(["citizen", "bot", "agent", "system"]);

/** What each type must carry to be shown. */
const SHOWABLE: Record<string, (fields: Fields) => boolean> = {
  started: () => true,
  message: (fields) => typeof fields.text === "string",
  note: (fields) => typeof fields.text === "string",
  control: (fields) => CONTROLS.has(fields.control),
  turn: () => true,
  delivery_failed: () => true,
  edited: (fields) => isSeq(fields.of_seq) && typeof fields.text === "string",
  attachment: (fields) => isSeq(fields.of_seq) && Number.isInteger(fields.number),
  reach: (fields) => typeof fields.reachable === "boolean",
  routed: (fields) => typeof fields.priority === "number",
  offer: (fields) => isFields(fields.agent),
  offer_ended: (fields) => isFields(fields.agent),
  slot: (fields) => isFields(fields.by) && typeof fields.name === "string",
  help: (fields) => isFields(fields.by) && isFields(fields.colleague),
  help_ended: (fields) => isFields(fields.colleague),
  survey: () => true,
  feedback: () => true,
  named: () => true,
};

/**
 * One event as the service sends it, or null when it is not an event at all.
 * A type we do not know, or one that lacks what we would show, keeps its seq as `other`,
 * so that the log stays gap-free whatever later versions add.
 */
export function parseEvent(value: unknown): DeskEvent | null {
  if (!isFields(value)) return null;
  const { seq, at, type, author } = value;
  if (!isSeq(seq) || typeof type !== "string") return null;
  const known = SHOWABLE[type]?.(value) ?? false;
  return {
    ...value,
    ...("attachments" in value && { attachments: parseAttachments(value.attachments) }),
    seq,
    at: typeof at === "string" ? at : "",
    author: AUTHORS.has(author) ? author : "system",
    type: known ? type : "other",
  } as DeskEvent;
}

/** The events of an answer, in the order sent, without what is not an event. */
export function parseEvents(value: unknown): DeskEvent[] {
  if (!Array.isArray(value)) return [];
  return value.map(parseEvent).filter((event) => event !== null);
}

function isSeq(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1;
}

/** True for a JSON object (not an array, not null). */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
