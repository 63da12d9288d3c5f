import type { Agent, Summary } from "../api/types";

/** What waits and what agents hold, as far as this agent may see it, and who is there. */
export interface Floor {
  /** False until the server has spoken for the first time. */
  readonly known: boolean;
  readonly rows: ReadonlyMap<string, Summary>;
  readonly agents: readonly Agent[];
}

/** Before the server has spoken. */
export const emptyFloor: Floor = { known: false, rows: new Map(), agents: [] };

/** What can happen to the floor. */
export type FloorAction =
  | { type: "floor/told"; conversations: readonly Summary[]; agents: readonly Agent[] }
  | { type: "floor/changed"; put: readonly Summary[]; gone: readonly string[] }
  | { type: "floor/agents"; agents: readonly Agent[] }
  | { type: "floor/acted"; summary: Summary };

/** Moves the floor. A row that has not changed stays the very same object, so it is not redrawn. */
export function floor(state: Floor, action: FloorAction): Floor {
  switch (action.type) {
    case "floor/told": {
      const rows = new Map<string, Summary>();
      for (const row of action.conversations) rows.set(row.id, newer(state.rows.get(row.id), row));
      return { known: true, rows, agents: action.agents };
    }
    case "floor/changed":
      return { ...state, rows: changed(state.rows, action.put, action.gone) };
    case "floor/agents":
      return { ...state, agents: action.agents };
    case "floor/acted": {
      // The answer to one of our own acts: the row moves now, the server's frame follows.
      const { summary } = action;
      const stays = summary.control === "queued" || summary.control === "agent";
      const known = state.rows.get(summary.id);
      if (!stays) return { ...state, rows: changed(state.rows, [], [summary.id]) };
      if (known && known.last_seq > summary.last_seq) return state;
      return { ...state, rows: changed(state.rows, [summary], []) };
    }
  }
}

function changed(
  before: ReadonlyMap<string, Summary>,
  put: readonly Summary[],
  gone: readonly string[],
): ReadonlyMap<string, Summary> {
  const rows = new Map(before);
  for (const row of put) rows.set(row.id, newer(rows.get(row.id), row));
  for (const id of gone) rows.delete(id);
  return rows;
}

/** Frames and answers travel on two roads: an older summary must not undo a newer one. */
function newer(known: Summary | undefined, row: Summary): Summary {
  if (!known) return row;
  if (known.last_seq > row.last_seq) return known;
  return JSON.stringify(known) === JSON.stringify(row) ? known : row;
}
