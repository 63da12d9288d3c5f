import type { Summary } from "../api/types";
import { misfit } from "./fit";
import type { Floor } from "./floor";
import { arrivals, worklists } from "./worklists";

/** What an agent is told of, wherever they look. */
export type NewsKind = "offered" | "help" | "given" | "late" | "queued" | "said" | "whisper";

/** One piece of news from the lists: what it is about, and how many came at once. */
export interface News {
  readonly kind: NewsKind;
  readonly row: Summary;
  readonly count: number;
}

/** What else is known when the floor moves. */
export interface Moving {
  readonly me: string;
  /** True when the agent has just made a conversation come, or go. */
  isMyDoing(id: string, moves: "comes" | "goes"): boolean;
}

/** What is new on the floor for this agent, the most pressing first. */
export function newsOf(before: Floor, now: Floor, moving: Moving): News[] {
  const was = worklists(before, moving.me);
  const is = worklists(now, moving.me);
  const mine = now.agents.find((agent) => agent.id === moving.me);
  const waited = [...was.waiting, ...was.offered, ...was.mine];
  const wasLate = new Set(was.mine.filter((row) => row.late).map((row) => row.id));
  const fresh = (rows: Summary[]) => rows.filter((row) => !moving.isMyDoing(row.id, "comes"));
  // What I have just put back is no news either.
  const gone = (row: Summary) => moving.isMyDoing(row.id, "goes");
  const queued = arrivals(waited, is.waiting).filter((row) => !gone(row) && !misfit(mine, row));
  return [
    ...told("offered", arrivals(was.offered, is.offered)),
    ...told("help", arrivals(was.helping, is.helping)),
    ...told("given", fresh(arrivals(was.mine, is.mine))),
    ...told(
      "late",
      is.mine.filter((row) => row.late && !wasLate.has(row.id)),
    ),
    ...told("queued", queued),
  ];
}

function told(kind: NewsKind, rows: readonly Summary[]): News[] {
  const row = rows[0];
  return row ? [{ kind, row, count: rows.length }] : [];
}

/**
 * What I held (`held`) and do not hold any more, although I did not give it away here: it waits
 * again, is somebody else's, or was ended at another desk of mine.
 */
export function lostOf(held: readonly string[], now: Floor, moving: Moving): string[] {
  const mine = new Set(worklists(now, moving.me).mine.map((row) => row.id));
  return held.filter((id) => !mine.has(id) && !moving.isMyDoing(id, "goes"));
}
