import { useEffect, useRef } from "react";
import type { Summary } from "../../api/types";
import type { OpenConversation } from "../../state/conversations";
import { noDraft } from "../../state/drafts";
import type { WritingKind } from "../../state/outbox";
import { isHelped } from "../../state/select";
import { isOutside } from "../../state/worklists";
import { whyClosed } from "../../text/channels";
import { text } from "../../text/en";
import { useDeskState } from "../context";
import { places } from "../focus";
import { ClosedNotice } from "./ClosedNotice";
import { Modes } from "./Modes";
import { OrphanAnswer } from "./OrphanAnswer";
import { WritingBox } from "./WritingBox";

interface Props {
  open: OpenConversation;
  summary: Summary;
  mine: boolean;
  /** Why the citizen cannot be written to now, or null. */
  closed: string | null;
}

/**
 * Where the agent writes. Answer, note and whisper are modes with their own text, colour and words
 * on the button. Who holds the conversation answers, who was called in whispers, everybody can
 * leave notes; while the channel takes no words nobody answers.
 */
export function Composer({ open, summary, mine, closed }: Props) {
  const { id } = open;
  const kept = useDeskState((state) => state.drafts[id]);
  const draft = { ...noDraft, ...kept };
  const helped = useDeskState((state) => isHelped(state, summary));
  useFocusWhenClosing(closed !== null);
  const kinds = kindsFor(mine, helped, closed !== null);
  const chosen = draft.kind !== null && kinds.includes(draft.kind) ? draft.kind : null;
  const kind = chosen ?? kinds[0] ?? "note";
  const scene = { channel: summary.channel, name: summary.address_name ?? null };
  return (
    <section
      className="composer"
      data-kind={kind}
      data-closed={closed !== null}
      aria-label={text.composer.region}
    >
      {closed !== null && (
        <ClosedNotice advice={whyClosed(closed, scene)} draft={mine ? draft.answer : ""} />
      )}
      {kinds.length > 1 && <Modes id={id} kinds={kinds} kind={kind} />}
      {kinds.length === 1 && closed === null && <OnlyNotes summary={summary} />}
      {!mine && draft.answer.trim() !== "" && <OrphanAnswer id={id} answer={draft.answer} />}
      {/* A box of its own for each: what is typed must not turn from note to answer midway. */}
      <WritingBox
        key={kind}
        open={open}
        kind={kind}
        value={draft[kind]}
        holder={summary.assignee?.name ?? text.entry.someone}
      />
    </section>
  );
}

/** What can be written, the likeliest first. */
function kindsFor(mine: boolean, helped: boolean, closed: boolean): WritingKind[] {
  if (mine && !closed) return ["answer", "note"];
  return helped ? ["whisper", "note"] : ["note"];
}

/** Whoever writes when the channel closes loses the text box from under the cursor: lead them on. */
function useFocusWhenClosing(closed: boolean): void {
  const before = useRef(closed);
  useEffect(() => {
    const isClosing = closed && !before.current;
    before.current = closed;
    if (isClosing && document.activeElement === document.body) {
      document.getElementById(places.closed)?.focus();
    }
  }, [closed]);
}

function OnlyNotes({ summary }: { summary: Summary }) {
  const canTake = summary.control === "queued" || isOutside(summary);
  return (
    <p className="composer__only">
      {canTake ? text.composer.onlyNotes : text.composer.onlyNotesOther}
    </p>
  );
}
