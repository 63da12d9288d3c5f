import { useState } from "react";
import { office } from "../../text/office";
import { Dialog } from "../dialogs/Dialog";

const words = office.accounts;

interface Props {
  name: string;
  password: string;
  onClose(): void;
}

/** A password the service made, shown this once. */
export function PasswordShown({ name, password, onClose }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    // Without permission it is still there to be read and copied by hand.
    navigator.clipboard?.writeText(password).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Dialog
      heading={office.of(words.made, name)}
      submit={words.done}
      busy={false}
      error={null}
      onSubmit={onClose}
      onClose={onClose}
    >
      <p className="office__password">
        <code>{password}</code>{" "}
        <button type="button" className="button button--small" onClick={copy}>
          {words.copy}
        </button>{" "}
        <span role="status">{copied && words.copied}</span>
      </p>
      <p className="hint">{words.madeHint}</p>
    </Dialog>
  );
}
