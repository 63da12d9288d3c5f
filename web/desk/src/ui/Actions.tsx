import { useState } from "react";
import type { Summary } from "../api/types";
import { isOutside } from "../state/lists";
import { text } from "../text/en";
import { useDesk } from "./context";
import { CloseDialog } from "./dialogs/CloseDialog";
import { ReturnDialog } from "./dialogs/ReturnDialog";
import { TransferDialog } from "./dialogs/TransferDialog";
import { focusSoon, places } from "./focus";

type Asking = "return" | "transfer" | "close";

/** Take it, or, when it is mine, give it away or end it. */
export function Actions({ summary, mine }: { summary: Summary; mine: boolean }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  const done = () => {
    setAsking(null);
    // The button that opened the dialog is gone with the conversation.
    focusSoon(places.heading);
  };
  return (
    <>
      <fieldset className="actions" aria-label={text.actions.region}>
        {summary.control === "queued" && <Take id={summary.id} words={text.actions.take} />}
        {isOutside(summary) && <Take id={summary.id} words={text.actions.takeOver} />}
        {mine && <HolderButtons onAsk={setAsking} />}
      </fieldset>
      {asking === "return" && <ReturnDialog id={summary.id} onClose={close} onDone={done} />}
      {asking === "transfer" && <TransferDialog id={summary.id} onClose={close} onDone={done} />}
      {asking === "close" && <CloseDialog id={summary.id} onClose={close} onDone={done} />}
    </>
  );
}

function HolderButtons({ onAsk }: { onAsk(what: Asking): void }) {
  return (
    <>
      <button type="button" className="button" onClick={() => onAsk("return")}>
        {text.actions.back}
      </button>
      <button type="button" className="button" onClick={() => onAsk("transfer")}>
        {text.actions.transfer}
      </button>
      <button type="button" className="button" onClick={() => onAsk("close")}>
        {text.actions.close}
      </button>
    </>
  );
}

function Take({ id, words }: { id: string; words: string }) {
  const desk = useDesk();
  const [taking, setTaking] = useState(false);
  const take = async () => {
    if (taking) return;
    setTaking(true);
    const problem = await desk.take(id);
    setTaking(false);
    focusSoon(...(problem ? [places.heading] : [places.writing, places.heading]));
  };
  return (
    <button
      type="button"
      className="button button--primary"
      aria-disabled={taking}
      onClick={() => void take()}
    >
      {taking ? text.lists.taking : words}
    </button>
  );
}
