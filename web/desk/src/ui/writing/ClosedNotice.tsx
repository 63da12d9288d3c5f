import type { Advice } from "../../text/channels";
import { text } from "../../text/en";
import { places } from "../focus";

/** Stands where the answer would be written: why it cannot, and what else can be done. */
export function ClosedNotice({ advice, draft }: { advice: Advice; draft: string }) {
  return (
    <div id={places.closed} className="closed" tabIndex={-1} role="alert">
      <p>
        <b>{text.composer.closed}</b>
      </p>
      <p>{advice.why}</p>
      <p>
        {advice.can} {text.composer.closedNotes}
      </p>
      {draft.trim() !== "" && (
        <>
          <p>{text.composer.kept}</p>
          <p className="words closed__draft">{draft}</p>
        </>
      )}
    </div>
  );
}
