import type { Agent, Summary } from "../api/types";
import type { DeskState } from "./desk";
import { misfit } from "./fit";
import { unreadCount } from "./unread";
import { isHelping, type Worklists, worklists } from "./worklists";

/** Most conversations the service lets one websocket watch. */
const MOST_FOLLOWED = 50;

/** The lists of the agent who is signed in. */
export function lists(state: DeskState): Worklists {
  return worklists(state.floor, state.session.me?.id ?? "");
}

/** Ids of the conversations the desk follows live: the one on screen, mine, and where I help. */
export function followed(state: DeskState): string[] {
  const ids = new Set(state.selected ? [state.selected] : []);
  const { mine, helping } = lists(state);
  for (const row of [...mine, ...helping]) if (ids.size < MOST_FOLLOWED) ids.add(row.id);
  return [...ids];
}

/** Citizen messages not read yet in one of my conversations. */
export function unreadIn(state: DeskState, id: string): number {
  const open = state.conversations[id];
  return open ? unreadCount(open.transcript.events, state.seen[id] ?? 0) : 0;
}

/** How many things wait for this agent: offers, what waits and fits, and my unread conversations. */
export function waitingWork(state: DeskState): number {
  if (state.session.phase !== "signed_in") return 0;
  const { offered, mine, waiting } = lists(state);
  const agent = myself(state);
  const unread = mine.filter((row) => unreadIn(state, row.id) > 0);
  const fitting = waiting.filter((row) => misfit(agent, row) === null);
  return offered.length + fitting.length + unread.length;
}

/** The signed-in agent as colleagues see one: teams, languages, capacity. */
export function myself(state: DeskState): Agent | undefined {
  return state.floor.agents.find((agent) => agent.id === state.session.me?.id);
}

/** True when the signed-in agent has the baton of this conversation. */
export function isMine(state: DeskState, summary: Summary | null): boolean {
  const me = state.session.me;
  return summary?.control === "agent" && me !== null && summary.assignee?.id === me.id;
}

/** True when the signed-in agent was called in to this conversation. */
export function isHelped(state: DeskState, summary: Summary | null): boolean {
  return summary !== null && isHelping(summary, state.session.me?.id ?? "");
}

/** True when the signed-in agent may see all, assign and edit the office. */
export function supervises(state: DeskState): boolean {
  const role = state.session.me?.role;
  return role === "supervisor" || role === "admin";
}

/** The page that is shown, or null for the conversations; who takes none begins with the texts. */
export function pageShown(state: DeskState): string | null {
  const home = talks(state) || state.selected !== null ? null : "office/canned";
  return state.page ?? home;
}

/** True when the signed-in agent takes conversations. */
export function talks(state: DeskState): boolean {
  return state.session.me?.role !== "editor";
}
