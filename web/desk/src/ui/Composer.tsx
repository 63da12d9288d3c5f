import { useEffect, useRef } from "react";
import type { Summary } from "../api/types";
import { noDraft } from "../state/drafts";
import { isOutside } from "../state/lists";
import type { WritingKind } from "../state/outbox";
import { whyClosed } from "../text/channels";
import { text } from "../text/en";
import { ClosedNotice } from "./ClosedNotice";
import { useDesk, useDeskState } from "./context";
import { places } from "./focus";
import { OrphanAnswer } from "./OrphanAnswer";
import { WritingBox } from "./WritingBox";

interface Props {
  id: string;
  mine: boolean;
  summary: Summary;
  /** Why the citizen cannot be written to now, or null. */
  closed: string | null;
}

/**
 * Where the agent writes. Answer and note are two modes with their own text, colour and words on
 * the button; who does not have the conversation can only leave notes, and so can everybody while
 * the channel takes no words.
 */
export function Composer({ id, mine, summary, closed }: Props) {
  const draft = useDeskState((state) => state.drafts[id]) ?? noDraft;
  useFocusWhenClosing(closed !== null);
  const canAnswer = mine && closed === null;
  const kind = canAnswer ? (draft.kind ?? "answer") : "note";
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
      {canAnswer && <Modes id={id} kind={kind} />}
      {!mine && closed === null && <OnlyNotes summary={summary} />}
      {!mine && draft.answer.trim() !== "" && <OrphanAnswer id={id} answer={draft.answer} />}
      {/* A box of its own for each: what is typed must not turn from note to answer midway. */}
      <WritingBox key={kind} id={id} kind={kind} value={draft[kind]} />
    </section>
  );
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

const MODES: { kind: WritingKind; label: string }[] = [
  { kind: "answer", label: text.composer.answerMode },
  { kind: "note", label: text.composer.noteMode },
];

function Modes({ id, kind }: { id: string; kind: WritingKind }) {
  const desk = useDesk();
  const draft = useDeskState((state) => state.drafts[id]) ?? noDraft;
  return (
    <fieldset className="segmented modes">
      <legend className="visually-hidden">{text.composer.mode}</legend>
      {MODES.map((mode) => (
        <label key={mode.kind} className={`segmented__choice modes__choice--${mode.kind}`}>
          <input
            type="radio"
            name="writing-kind"
            checked={kind === mode.kind}
            aria-controls={places.writing}
            onChange={() => desk.store.dispatch({ type: "draft/kind", id, kind: mode.kind })}
          />
          <span>
            {mode.label}
            {kind !== mode.kind && draft[mode.kind].trim() !== "" && (
              <span className="badge"> {text.lists.draft}</span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
