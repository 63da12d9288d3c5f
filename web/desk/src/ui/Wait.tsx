import { text } from "../text/en";
import { duration, since } from "../text/format";
import { useNow } from "./context";

/** How long somebody has been waiting, ticking. */
export function Wait({ from }: { from: string | null }) {
  const waited = since(from, useNow());
  if (waited === null || from === null) return null;
  return (
    <time className="wait" dateTime={from}>
      {text.lists.waiting(duration(waited))}
    </time>
  );
}
