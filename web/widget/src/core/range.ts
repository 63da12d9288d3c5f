/** A wait as people say it. */
import type { Wait } from "./protocol";

/** From this many minutes on, hours are easier to take in. */
const HOURS_FROM = 120;

/** From `low` (0: any moment) to `high`, both in `unit`; hours may have a half. */
export interface Range {
  unit: "minute" | "hour";
  low: number;
  high: number;
}

/** The range around a wait in steps that can be read; never narrower than what was given. */
export function rangeOf({ lowS, highS }: Wait): Range {
  const [low, high] = [Math.floor(lowS / 60), Math.max(1, Math.ceil(highS / 60))];
  if (high < HOURS_FROM) return { unit: "minute", low, high };
  return { unit: "hour", low: Math.floor(low / 30) / 2, high: Math.ceil(high / 30) / 2 };
}

/** A number of the range; half hours as "1½". */
export function shown(count: number): string {
  const whole = Math.floor(count);
  return count === whole ? String(count) : `${whole || ""}½`;
}
