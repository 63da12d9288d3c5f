import { useEffect, useRef } from "react";
import type { Advice } from "../text/channels";
import { text } from "../text/en";

/** Stands where the answer would be written: why it cannot, and what else can be done. */
export function ClosedNotice({ advice, draft }: { advice: Advice; draft: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever was writing has just lost the text box from under the cursor: lead them here.
    if (document.activeElement === document.body) place.current?.focus();
  }, []);
  return (
    <div className="closed" ref={place} tabIndex={-1} role="alert">
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
