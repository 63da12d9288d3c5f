import { text } from "../../text/en";
import { useDeskState } from "../context";

interface Props {
  id: string;
  value: string;
  onChange(value: string): void;
}

/** A word for colleagues that goes with an act; it looks like a note because it is one. */
export function NoteField({ id, value, onChange }: Props) {
  const draft = useDeskState((state) => state.drafts[id]);
  const unsent = draft !== undefined && `${draft.answer}${draft.note}`.trim() !== "";
  return (
    <>
      <div className="field field--note">
        <label htmlFor="dialog-note">{text.dialog.note}</label>
        <textarea
          id="dialog-note"
          rows={2}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      {unsent && <p className="dialog__warning">{text.dialog.unsent}</p>}
    </>
  );
}
