import type { AgentRef, Summary } from "../api/types";

/** Prefix of an assignee's id that is nobody of the desk: staff who answer on the platform itself. */
const OUTSIDE = "outside:";

/** The lists of the desk, as the server last told them. */
export interface Lists {
  /** False until the server has spoken for the first time. */
  readonly known: boolean;
  readonly queued: readonly Summary[];
  readonly mine: readonly Summary[];
  /** What staff answer on the platform itself; any agent may take it over. */
  readonly outside: readonly Summary[];
}

/** Before the server has spoken. */
export const noLists: Lists = { known: false, queued: [], mine: [], outside: [] };

/** What can happen to the lists. */
export type ListsAction =
  | { type: "lists/told"; queued: readonly Summary[]; mine: readonly Summary[] }
  | { type: "lists/agents"; held: readonly Summary[] }
  | { type: "lists/held"; summary: Summary; agentId: string };

/** Moves the lists. The server's order stands: highest priority, then longest waiting. */
export function lists(state: Lists, action: ListsAction): Lists {
  switch (action.type) {
    case "lists/told":
      return {
        ...state,
        known: true,
        queued: unchanged(state.queued, action.queued),
        mine: unchanged(state.mine, action.mine),
      };
    case "lists/agents":
      return { ...state, outside: unchanged(state.outside, action.held.filter(isOutside)) };
    case "lists/held":
      return held(state, action.summary, action.agentId);
  }
}

/** True when staff have this conversation on the platform itself, past the desk. */
export function isOutside(summary: Summary): boolean {
  return summary.control === "agent" && isOutsider(summary.assignee);
}

/** True for staff who are no agents of the desk. */
export function isOutsider(who: AgentRef | null | undefined): boolean {
  return who?.id.startsWith(OUTSIDE) ?? false;
}

/** The new rows, with the very same object where a row has not changed, so that it is not redrawn. */
function unchanged(before: readonly Summary[], now: readonly Summary[]): readonly Summary[] {
  const known = new Map(before.map((row) => [row.id, row]));
  return now.map((row) => {
    const old = known.get(row.id);
    return old && JSON.stringify(old) === JSON.stringify(row) ? old : row;
  });
}

/** An answer to one of our own acts: move the row now, the server's lists follow by websocket. */
function held(state: Lists, summary: Summary, agentId: string): Lists {
  const other = (row: Summary) => row.id !== summary.id;
  const isMine = summary.control === "agent" && summary.assignee?.id === agentId;
  const replace = (row: Summary) => (row.id === summary.id ? summary : row);
  const mine = state.mine.some((row) => row.id === summary.id)
    ? state.mine.map(replace)
    : [...state.mine, summary];
  return {
    ...state,
    queued: summary.control === "queued" ? state.queued : state.queued.filter(other),
    mine: isMine ? mine : state.mine.filter(other),
    outside: isOutside(summary) ? state.outside : state.outside.filter(other),
  };
}

/** What stands in `now` and did not stand in `before`. */
export function arrivals(before: readonly Summary[], now: readonly Summary[]): Summary[] {
  const known = new Set(before.map((row) => row.id));
  return now.filter((row) => !known.has(row.id));
}
