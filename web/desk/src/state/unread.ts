import type { DeskEvent } from "../api/events";

/** Per conversation, the last seq this agent has had on screen. */
export type Seen = Readonly<Record<string, number>>;

/** What can happen to the reading marks. */
export type SeenAction =
  | { type: "seen/restored"; seen: Seen }
  | { type: "seen/looked"; id: string; seq: number };

/** Moves the reading marks; they never go back. */
export function seen(state: Seen, action: SeenAction): Seen {
  if (action.type === "seen/restored") return action.seen;
  if ((state[action.id] ?? 0) >= action.seq) return state;
  return { ...state, [action.id]: action.seq };
}

/**
 * How many citizen messages wait to be read: after what was on screen, and after the last thing
 * an agent said (an answered message is read, also from another computer).
 */
export function unreadCount(events: readonly DeskEvent[], seenSeq: number): number {
  let count = 0;
  for (let at = events.length - 1; at >= 0; at -= 1) {
    const event = events[at];
    if (!event || event.seq <= seenSeq) break;
    // New words for an earlier message may change what is to be done.
    if (event.type === "edited") count += 1;
    if (event.type !== "message") continue;
    if (event.author === "agent") break;
    if (event.author === "citizen") count += 1;
  }
  return count;
}
