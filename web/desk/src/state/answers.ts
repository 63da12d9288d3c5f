import type { DeskEvent, MessageEvent } from "../api/events";
import type { AgentRef } from "../api/types";

/**
 * What the bot answered to citizen message `turnSeq`, newest turn of it: its messages stand right
 * before the event that ends the turn. Null when the log knows no such turn.
 */
export function answerTo(events: readonly DeskEvent[], turnSeq: number): MessageEvent[] | null {
  const end = events.findLastIndex((event) => event.type === "turn" && event.turn_seq === turnSeq);
  if (end < 0) return null;
  const said: MessageEvent[] = [];
  for (let at = end - 1; at >= 0; at -= 1) {
    const event = events[at];
    if (event?.type !== "message" || event.author !== "bot") break;
    said.unshift(event);
  }
  return said;
}

/** Who last put a fact right, or null when nobody did. */
export function correctorOf(events: readonly DeskEvent[], fact: string): AgentRef | null {
  const last = events.findLast((event) => event.type === "slot" && event.name === fact);
  return last?.type === "slot" ? last.by : null;
}
