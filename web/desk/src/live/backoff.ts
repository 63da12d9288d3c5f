/** First and longest wait between two attempts, in milliseconds. */
const FIRST = 500;
const LONGEST = 8_000;

/**
 * How long to wait before attempt `attempt` (1 for the first retry), in milliseconds.
 * Doubles up to a cap; half of it is random ("equal jitter", Brooker, AWS Architecture Blog 2015),
 * so that an office full of desks does not come back in the same instant after a restart.
 *
 * @param random 0 <= random < 1
 */
export function backoff(attempt: number, random: number): number {
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt - 1, 10));
  return Math.round(whole / 2 + (whole / 2) * random);
}
