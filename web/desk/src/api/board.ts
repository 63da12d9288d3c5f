import type { Ask } from "./ask";
import type { Agent, Summary } from "./types";

/** A count, and the query of the list that holds exactly what it counts. */
export interface Count {
  count: number;
  query: string;
}

/** The queue of one team; team null: what belongs to none. */
export interface TeamQueue {
  team: string | null;
  name: string | null;
  waiting: Count;
  unfit: Count;
  oldest_since: string | null;
  oldest_id: string | null;
}

/** An agent on the board: what they hold or are offered as a count with its list. */
export interface Staff extends Omit<Agent, "load"> {
  load: Count;
  on_duty_since: string | null;
}

/** What can be at risk. */
export type Risk = "at_risk" | "late" | "waiting_long" | "crisis" | "unfit" | "losing";

/** How the office stands at one moment. */
export interface Board {
  at: string;
  waiting: Count;
  held: Count;
  queues: TeamQueue[];
  agents: Staff[];
  risks: Record<Risk, Count>;
  today: Count;
  off_hours: Count & { share: number | null };
}

/** How one way of forecasting did: the share inside the range, and means in seconds. */
export interface Scores {
  inside: number;
  width_s: number;
  interval_score_s: number;
  error_s: number;
}

/** The waits of a team told of in one hour of the day; null stands for all. */
export interface WaitGroup {
  team: string | null;
  hour: number | null;
  waits: number;
  /** Of how many it is known whether they ended inside of the range. */
  known: number;
  gave_up: number;
  waiting: number;
  /** 0 to 1. */
  inside: number | null;
  mean_width_s: number;
  mean_wait_s: number | null;
  forecast: Scores | null;
  naive_hour: Scores | null;
  naive_place: Scores | null;
}

/** How good the forecasts of the wait were. */
export interface WaitReport {
  days: number;
  /** 0 to 1. */
  goal: number;
  /** False when there were more waits than are read. */
  whole: boolean;
  all: WaitGroup | null;
  groups: WaitGroup[];
}

/** What supervisors ask. */
export function boardCalls(ask: Ask) {
  return {
    board: async () => (await ask("GET", "/api/desk/board")) as Board,
    listed: async (query: string) => {
      const answer = await ask("GET", `/api/desk/conversations?${query}`);
      return (answer as { conversations: Summary[] }).conversations;
    },
    calibration: async (days: number) =>
      (await ask("GET", `/api/desk/calibration?days=${days}`)) as WaitReport,
  };
}
