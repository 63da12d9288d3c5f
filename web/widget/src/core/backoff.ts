/** Shortest and longest pause between two attempts, in milliseconds. */
const FIRST_MS = 1_000;
const LONGEST_MS = 15_000;

/**
 * Pause before attempt number `failures + 1`, in milliseconds.
 *
 * Doubles from 1 s to 15 s; the upper half is random ("equal jitter"), so that
 * the browsers of a whole state do not come back in the same second after a
 * restart of the service.
 *
 * @param failures attempts that failed in a row, from 1
 * @param random a number in [0, 1)
 */
export function backoff(failures: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return Math.round(full / 2 + (full / 2) * random);
}
