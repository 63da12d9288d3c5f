import { useEffect, useState } from "react";
import { text } from "../../text/en";
import { useDesk, useDeskState } from "../context";
import { useSubmit } from "../useSubmit";
import { Choices } from "./Choices";
import { Dialog } from "./Dialog";
import { NoteField } from "./NoteField";
import type { ActDialogProps } from "./ReturnDialog";

/** Ends the conversation with an outcome. */
export function CloseDialog({ id, onClose, onDone }: ActDialogProps) {
  const desk = useDesk();
  const dispositions = useDeskState((state) => state.dispositions);
  const [chosen, setChosen] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const { busy, error, refuse, run } = useSubmit();
  // Loaded at sign-in; this is for the day that failed.
  useEffect(() => void desk.self.loadDispositions(), [desk]);
  const submit = async () => {
    if (chosen === null) refuse(text.dialog.close.choose);
    else if (await run(() => desk.acts.close(id, chosen, note))) onDone();
  };
  return (
    <Dialog
      heading={text.dialog.close.heading}
      submit={text.dialog.close.submit}
      busy={busy}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {dispositions.length === 0 && <p role="status">{text.dialog.close.loading}</p>}
      <Choices
        legend={text.dialog.close.disposition}
        name="disposition"
        choices={dispositions}
        chosen={chosen}
        onChoose={setChosen}
      />
      <NoteField id={id} value={note} onChange={setNote} />
    </Dialog>
  );
}
