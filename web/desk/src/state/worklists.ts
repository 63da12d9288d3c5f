import type { AgentRef, Summary } from "../api/types";
import type { Floor } from "./floor";

/** Prefix of an assignee's id that is nobody of the desk: staff who answer on the platform itself. */
const OUTSIDE = "outside:";

/** The floor as one agent works with it; each conversation stands in one list. */
export interface Worklists {
  /** Offered to me, and nobody else may take it from me for a few seconds. */
  readonly offered: readonly Summary[];
  /** In the order in which I got them, so that no row moves under the pointer. */
  readonly mine: readonly Summary[];
  /** Where I read along and whisper. */
  readonly helping: readonly Summary[];
  /** In the order in which they are to be served. */
  readonly waiting: readonly Summary[];
  /** What staff answer on the platform itself; any agent may take it over. */
  readonly outside: readonly Summary[];
  /** What colleagues hold; supervisors see it. */
  readonly others: readonly Summary[];
}

/** One floor is sorted once, however many components ask. */
const sorted = new WeakMap<Floor, Map<string, Worklists>>();

/** The lists of the agent `me` on this floor. */
export function worklists(floor: Floor, me: string): Worklists {
  const known = sorted.get(floor) ?? new Map<string, Worklists>();
  sorted.set(floor, known);
  const lists = known.get(me) ?? sort(floor, me);
  known.set(me, lists);
  return lists;
}

function sort(floor: Floor, me: string): Worklists {
  const rows = [...floor.rows.values()];
  const of = (which: keyof Worklists, order: Order) =>
    rows.filter((row) => placeOf(row, me) === which).sort(order);
  return {
    offered: of("offered", inQueue),
    mine: of("mine", asGiven),
    helping: of("helping", asGiven),
    waiting: of("waiting", inQueue),
    outside: of("outside", asGiven),
    others: of("others", asGiven),
  };
}

/** The list a conversation belongs to, or null for one that is no work of people now. */
export function placeOf(row: Summary, me: string): keyof Worklists | null {
  if (row.control === "queued") return row.offered_to?.id === me ? "offered" : "waiting";
  if (row.control !== "agent") return null;
  if (row.assignee?.id === me) return "mine";
  if (isHelping(row, me)) return "helping";
  return isOutside(row) ? "outside" : "others";
}

/** True when this agent was called in to read along. */
export function isHelping(row: Summary, me: string): boolean {
  return row.control === "agent" && row.helpers.some((helper) => helper.id === me);
}

/** True when staff have this conversation on the platform itself, past the desk. */
export function isOutside(summary: Summary): boolean {
  return summary.control === "agent" && isOutsider(summary.assignee);
}

/** True for staff who are no agents of the desk. */
export function isOutsider(who: AgentRef | null | undefined): boolean {
  return who?.id.startsWith(OUTSIDE) ?? false;
}

type Order = (one: Summary, other: Summary) => number;

/** Highest priority first, then the longest wait. */
function inQueue(one: Summary, other: Summary): number {
  return (
    other.priority - one.priority ||
    compare(one.waiting_since ?? "9", other.waiting_since ?? "9") ||
    compare(one.id, other.id)
  );
}

function asGiven(one: Summary, other: Summary): number {
  return compare(one.assigned_at ?? "", other.assigned_at ?? "") || compare(one.id, other.id);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What stands in `now` and did not stand in `before`. */
export function arrivals(before: readonly Summary[], now: readonly Summary[]): Summary[] {
  const known = new Set(before.map((row) => row.id));
  return now.filter((row) => !known.has(row.id));
}
