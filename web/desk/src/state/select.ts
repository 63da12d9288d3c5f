import type { Summary } from "../api/types";
import type { DeskState } from "./desk";
import { unreadCount } from "./unread";

/** Most conversations the service lets one websocket watch. */
const MOST_FOLLOWED = 50;

/** Ids of the conversations the desk follows live: the one on screen, and mine. */
export function followed(state: DeskState): string[] {
  const ids = new Set(state.selected ? [state.selected] : []);
  for (const row of state.lists.mine) if (ids.size < MOST_FOLLOWED) ids.add(row.id);
  return [...ids];
}

/** Citizen messages not read yet in one of my conversations. */
export function unreadIn(state: DeskState, id: string): number {
  const open = state.conversations[id];
  return open ? unreadCount(open.transcript.events, state.seen[id] ?? 0) : 0;
}

/** How many things wait for this agent: the queue, and unread conversations of their own. */
export function waitingWork(state: DeskState): number {
  if (state.session.phase !== "signed_in") return 0;
  const unread = state.lists.mine.filter((row) => unreadIn(state, row.id) > 0);
  return state.lists.queued.length + unread.length;
}

/** True when the signed-in agent has the baton of this conversation. */
export function isMine(state: DeskState, summary: Summary | null): boolean {
  const me = state.session.me;
  return summary?.control === "agent" && me !== null && summary.assignee?.id === me.id;
}
