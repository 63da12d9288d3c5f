import { clockTime } from "../text/format";

/** The time of day of something said or done. */
export function Time({ at }: { at: string }) {
  return (
    <time className="entry__time" dateTime={at}>
      {clockTime(at)}
    </time>
  );
}
