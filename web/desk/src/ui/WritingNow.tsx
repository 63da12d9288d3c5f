import { text } from "../text/en";
import { useDeskState, useNow } from "./context";

/** Who writes just now; the line keeps its height, so that nothing jumps. */
export function WritingNow({ id }: { id: string }) {
  const writing = useDeskState((state) => state.around.writing[id]);
  return (
    <p className="writing-now" role="status">
      {writing && <Shown until={writing.until} words={wordsOf(writing)} />}
    </p>
  );
}

function Shown({ until, words }: { until: number; words: string }) {
  const skew = useDeskState((state) => state.skew);
  return useNow() - skew < until ? words : "";
}

function wordsOf({ author, name }: { author: string; name: string | null }): string {
  return author === "citizen"
    ? text.conversation.citizenWrites
    : text.conversation.agentWrites(name ?? "");
}
