import { useState } from "react";
import { text } from "../../text/en";
import { useDesk } from "../context";
import { useSubmit } from "../useSubmit";
import { Dialog } from "./Dialog";
import { NoteField } from "./NoteField";

/** What the three dialogs about a conversation need. */
export interface ActDialogProps {
  id: string;
  onClose(): void;
  /** The act worked. */
  onDone(): void;
}

/** Gives the conversation back to the bot. */
export function ReturnDialog({ id, onClose, onDone }: ActDialogProps) {
  const desk = useDesk();
  const [note, setNote] = useState("");
  const { busy, error, run } = useSubmit();
  const submit = async () => {
    if (await run(() => desk.acts.returnToBot(id, note))) onDone();
  };
  return (
    <Dialog
      heading={text.dialog.back.heading}
      submit={text.dialog.back.submit}
      busy={busy}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>{text.dialog.back.explain}</p>
      <NoteField id={id} value={note} onChange={setNote} />
    </Dialog>
  );
}
