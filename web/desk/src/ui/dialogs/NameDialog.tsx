import { useState } from "react";
import { text } from "../../text/en";
import { useDesk, useDeskState } from "../context";
import { useSubmit } from "../useSubmit";
import { Dialog } from "./Dialog";

/** The name citizens see. */
export function NameDialog({ onClose }: { onClose(): void }) {
  const desk = useDesk();
  const current = useDeskState((state) => state.session.me?.name ?? "");
  const [name, setName] = useState(current);
  const { busy, error, refuse, run } = useSubmit();
  const submit = async () => {
    if (name.trim() === "") refuse(text.dialog.name.empty);
    else if (await run(() => desk.self.rename(name.trim()))) onClose();
  };
  return (
    <Dialog
      heading={text.dialog.name.heading}
      submit={text.dialog.name.submit}
      busy={busy}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className="field">
        <label htmlFor="display-name">{text.dialog.name.label}</label>
        <input
          id="display-name"
          value={name}
          autoComplete="nickname"
          aria-describedby="display-name-hint"
          onChange={(event) => setName(event.target.value)}
        />
        <p id="display-name-hint" className="hint">
          {text.dialog.name.hint}
        </p>
      </div>
    </Dialog>
  );
}
