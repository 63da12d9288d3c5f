import { text } from "../../text/en";
import { Dialog } from "./Dialog";

interface Props {
  onClose(): void;
  onConfirm(): Promise<void>;
}

/** Asks before unsent text is thrown away. */
export function SignOutDialog({ onClose, onConfirm }: Props) {
  const confirm = async () => {
    await onConfirm();
    onClose();
  };
  return (
    <Dialog
      heading={text.dialog.signOut.heading}
      submit={text.dialog.signOut.submit}
      busy={false}
      error={null}
      onSubmit={() => void confirm()}
      onClose={onClose}
    >
      <p>{text.dialog.signOut.explain}</p>
    </Dialog>
  );
}
