import { text } from "../text/en";
import { duration, since } from "../text/format";
import { useTicking } from "./context";

/** How long somebody has been waiting, ticking. */
export function Wait({ from }: { from: string | null }) {
  const waited = useTicking((now) => {
    const ms = since(from, now);
    return ms === null ? null : duration(ms);
  });
  if (waited === null || from === null) return null;
  return (
    <time className="wait" dateTime={from}>
      {text.lists.waiting(waited)}
    </time>
  );
}
