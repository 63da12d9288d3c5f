import type { DeskEvent } from "../api/events";
import { isFields, parseEvent } from "../api/parse";
import type { Agent, AgentRef, Author, Brief, Summary } from "../api/types";

/** What the server says on WS /api/desk/stream. */
export type Frame =
  | { type: "floor"; conversations: Summary[]; agents: Agent[] }
  | { type: "changed"; put: Summary[]; gone: string[] }
  | { type: "agents"; agents: Agent[] }
  | { type: "event"; conversation_id: string; event: DeskEvent }
  | { type: "conversation"; conversation: Summary; brief: Brief }
  | { type: "typing"; conversation_id: string; author: Author; name?: string }
  | { type: "looking"; conversation_id: string; agents: AgentRef[] }
  | { type: "ping" }
  | { type: "heartbeat" }
  | { type: "error"; error: { code: string; message: string } };

/** What each type must carry to be of use. */
const USABLE: Record<string, (frame: Record<string, unknown>) => boolean> = {
  floor: (frame) => Array.isArray(frame.conversations) && Array.isArray(frame.agents),
  changed: (frame) => Array.isArray(frame.put) && Array.isArray(frame.gone),
  agents: (frame) => Array.isArray(frame.agents),
  conversation: (frame) => isFields(frame.conversation) && isFields(frame.brief),
  typing: (frame) => typeof frame.conversation_id === "string",
  looking: (frame) => typeof frame.conversation_id === "string" && Array.isArray(frame.agents),
  ping: () => true,
  heartbeat: () => true,
  error: (frame) => isFields(frame.error),
};

/** One frame, or null for one that this desk does not know or that is broken. */
export function parseFrame(data: unknown): Frame | null {
  const frame = fromJson(data);
  if (!isFields(frame) || typeof frame.type !== "string") return null;
  if (frame.type === "event") return eventFrame(frame.conversation_id, frame.event);
  return USABLE[frame.type]?.(frame) ? (frame as unknown as Frame) : null;
}

function eventFrame(id: unknown, value: unknown): Frame | null {
  const event = parseEvent(value);
  return event && typeof id === "string" ? { type: "event", conversation_id: id, event } : null;
}

function fromJson(data: unknown): unknown {
  if (typeof data !== "string") return null;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
