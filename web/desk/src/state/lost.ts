import type { Summary } from "../api/types";
import type { DeskState } from "./desk";

/** What became of conversations that went away from me. */
export interface Gone {
  readonly count: number;
  readonly away: boolean;
  /** Who was given them by a supervisor; null: they went back to the queue. */
  readonly to: string | null;
}

/** What there is to tell of what went away from me without my doing, or null. */
export function goneFrom(state: DeskState): Gone | null {
  const { lost, session } = state;
  if (lost === null) return null;
  const me = session.me?.id;
  const rows = lost.ids
    .map((id) => state.floor.rows.get(id) ?? state.conversations[id]?.summary ?? null)
    .filter((row) => (lost.away ? isUnended(row) : isOthers(row, me)));
  if (rows.length === 0) return null;
  const holder = lost.away ? null : rows.find((row) => row?.control === "agent")?.assignee;
  return { count: rows.length, away: lost.away, to: holder?.name ?? null };
}

/** What has ended since was ended by me at another desk, or by the citizen: nothing to worry about. */
function isUnended(row: Summary | null): boolean {
  return row?.control !== "closed" && row?.control !== "bot";
}

function isOthers(row: Summary | null, me: string | undefined): boolean {
  return row?.control === "queued" || (row?.control === "agent" && row.assignee?.id !== me);
}
