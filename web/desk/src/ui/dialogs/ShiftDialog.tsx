import { text } from "../../text/en";
import { useDesk, useDeskState } from "../context";
import { useSubmit } from "../useSubmit";
import { Dialog } from "./Dialog";

/** Asks before everything an agent holds is handed over. */
export function ShiftDialog({ onClose }: { onClose(): void }) {
  const desk = useDesk();
  const count = useDeskState((state) => state.held.length);
  const { busy, error, run } = useSubmit();
  const submit = async () => {
    if (await run(() => desk.endShift())) onClose();
  };
  return (
    <Dialog
      heading={text.dialog.shift.heading}
      submit={text.dialog.shift.submit}
      busy={busy}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>{text.dialog.shift.explain(count)}</p>
    </Dialog>
  );
}
