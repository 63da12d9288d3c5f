/** Longest message the service takes, in Unicode code points. */
export const MAX_CODE_POINTS = 4_000;

/** From this many left on, the composer counts down. */
export const COUNTDOWN_FROM = 400;

/** Length as the service counts it: an emoji is one code point or a few, never UTF-16 halves. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
