import { noDraft } from "../../state/drafts";
import type { WritingKind } from "../../state/outbox";
import { text } from "../../text/en";
import { useDesk, useDeskState } from "../context";
import { places } from "../focus";

const LABELS: Record<WritingKind, string> = {
  answer: text.composer.answerMode,
  note: text.composer.noteMode,
  whisper: text.composer.whisperMode,
};

interface Props {
  id: string;
  kinds: readonly WritingKind[];
  kind: WritingKind;
}

/** To whom one writes: chosen in sight, never guessed. */
export function Modes({ id, kinds, kind }: Props) {
  const desk = useDesk();
  const kept = useDeskState((state) => state.drafts[id]);
  const draft = { ...noDraft, ...kept };
  return (
    <fieldset className="segmented modes">
      <legend className="visually-hidden">{text.composer.mode}</legend>
      {kinds.map((one) => (
        <label key={one} className={`segmented__choice modes__choice--${one}`}>
          <input
            type="radio"
            name="writing-kind"
            checked={kind === one}
            aria-controls={places.writing}
            onChange={() => desk.store.dispatch({ type: "draft/kind", id, kind: one })}
          />
          <span>
            {LABELS[one]}
            {kind !== one && draft[one].trim() !== "" && (
              <span className="badge"> {text.lists.draft}</span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
