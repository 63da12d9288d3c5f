import { useState } from "react";
import { office } from "../../text/office";
import { Dialog } from "../dialogs/Dialog";
import { useSubmit } from "../useSubmit";
import { TextField } from "./Fields";
import { useOffice } from "./useOffice";

const words = office.own;
const LEAST = 10;

/** Changes the own password. */
export function OwnPasswordDialog({ onClose }: { onClose(): void }) {
  const ask = useOffice();
  const { busy, error, refuse, run } = useSubmit();
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const submit = () => {
    if (next.length < LEAST) refuse(words.short);
    else void run(() => ask((api) => api.changeOwnPassword(old, next), onClose));
  };
  return (
    <Dialog
      heading={words.title}
      submit={words.title}
      busy={busy}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words.old}
        type="password"
        autoComplete="current-password"
        value={old}
        onChange={setOld}
      />
      <TextField
        label={words.next}
        hint={words.hint}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={setNext}
      />
    </Dialog>
  );
}
