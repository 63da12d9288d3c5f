import type { Control } from "../api/types";
import { noDraft } from "../state/drafts";
import type { WritingKind } from "../state/outbox";
import { text } from "../text/en";
import { useDesk, useDeskState } from "./context";
import { places } from "./focus";
import { OrphanAnswer } from "./OrphanAnswer";
import { WritingBox } from "./WritingBox";

interface Props {
  id: string;
  mine: boolean;
  control: Control;
}

/**
 * Where the agent writes. Answer and note are two modes with their own text, colour and words on
 * the button; who does not have the conversation can only leave notes.
 */
export function Composer({ id, mine, control }: Props) {
  const draft = useDeskState((state) => state.drafts[id]) ?? noDraft;
  const kind = mine ? (draft.kind ?? "answer") : "note";
  return (
    <section className="composer" data-kind={kind} aria-label={text.composer.region}>
      {mine ? (
        <Modes id={id} kind={kind} />
      ) : (
        <p className="composer__only">
          {control === "queued" ? text.composer.onlyNotes : text.composer.onlyNotesOther}
        </p>
      )}
      {!mine && draft.answer.trim() !== "" && <OrphanAnswer id={id} answer={draft.answer} />}
      <WritingBox id={id} kind={kind} value={draft[kind]} />
    </section>
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
