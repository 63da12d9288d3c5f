import { hasText } from "../../state/drafts";
import { text } from "../../text/en";
import { useDeskState } from "../context";
import { Dialog } from "./Dialog";

interface Props {
  error: string | null;
  onClose(): void;
  onConfirm(): Promise<void>;
}

/** Asks before unsent text is thrown away and conversations are handed over. */
export function SignOutDialog({ error, onClose, onConfirm }: Props) {
  const held = useDeskState((state) => state.held.length);
  const unsent = useDeskState((state) => hasText(state.drafts) || state.outbox.length > 0);
  const words = text.dialog.signOut;
  return (
    <Dialog
      heading={words.heading}
      submit={unsent ? words.submit : words.submitHolding}
      busy={false}
      error={error}
      onSubmit={() => void onConfirm()}
      onClose={onClose}
    >
      {held > 0 && <p>{words.holds(held)}</p>}
      {unsent && <p>{words.explain}</p>}
    </Dialog>
  );
}
