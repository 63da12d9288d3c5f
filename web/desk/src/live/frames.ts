import { isFields, parseEvent } from "../api/parse";
import type { Brief, DeskEvent, Summary } from "../api/types";

/** What the server says on WS /api/desk/stream. */
export type Frame =
  | { type: "queue"; queued: Summary[]; mine: Summary[] }
  | { type: "event"; conversation_id: string; event: DeskEvent }
  | { type: "conversation"; conversation: Summary; brief: Brief }
  | { type: "heartbeat" }
  | { type: "error"; error: { code: string; message: string } };

/** One frame, or null for one that this desk does not know or that is broken. */
export function parseFrame(data: unknown): Frame | null {
  const frame = fromJson(data);
  if (!isFields(frame)) return null;
  switch (frame.type) {
    case "queue":
      return Array.isArray(frame.queued) && Array.isArray(frame.mine)
        ? { type: "queue", queued: frame.queued, mine: frame.mine }
        : null;
    case "event":
      return eventFrame(frame.conversation_id, frame.event);
    case "conversation":
      return isFields(frame.conversation) && isFields(frame.brief)
        ? (frame as unknown as Frame)
        : null;
    case "heartbeat":
      return { type: "heartbeat" };
    case "error":
      return isFields(frame.error) ? (frame as unknown as Frame) : null;
    default:
      return null;
  }
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
