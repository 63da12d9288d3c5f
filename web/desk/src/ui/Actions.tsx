import { useEffect, useState } from "react";
import type { Summary } from "../api/types";
import { isHelped, supervises, talks } from "../state/select";
import { isOutside } from "../state/worklists";
import { text } from "../text/en";
import { useDesk, useDeskState } from "./context";
import { AssignDialog } from "./dialogs/AssignDialog";
import { CloseDialog } from "./dialogs/CloseDialog";
import { HelpDialog } from "./dialogs/HelpDialog";
import { ReturnDialog } from "./dialogs/ReturnDialog";
import { TransferDialog } from "./dialogs/TransferDialog";
import { focusSoon, places } from "./focus";
import { OfferButtons } from "./lists/OfferRow";
import { type ActName, onAct } from "./shortcuts";

/** Take it, or, when it is mine, give it away or end it; supervisors also assign. */
export function Actions({ summary, mine }: { summary: Summary; mine: boolean }) {
  const [asking, setAsking] = useState<ActName | null>(null);
  const me = useDeskState((state) => state.session.me?.id);
  const helped = useDeskState((state) => isHelped(state, summary));
  const takes = useDeskState(talks);
  const canAssign = useDeskState(supervises) && summary.control !== "closed";
  const offered = summary.control === "queued" && summary.offered_to?.id === me;
  useEffect(
    () =>
      onAct((act) => {
        if (mine || (act === "assign" && canAssign)) setAsking(act);
      }),
    [mine, canAssign],
  );
  const ask = (what: ActName, words: string) => (
    <button type="button" className="button" onClick={() => setAsking(what)}>
      {words}
    </button>
  );
  return (
    <>
      <fieldset className="actions" aria-label={text.actions.region}>
        {offered && <OfferButtons summary={summary} />}
        {takes && !offered && summary.control === "queued" && (
          <Take id={summary.id} words={text.actions.take} />
        )}
        {takes && isOutside(summary) && <Take id={summary.id} words={text.actions.takeOver} />}
        {helped && <StopHelping id={summary.id} />}
        {mine && (
          <>
            {ask("return", text.actions.back)}
            {ask("transfer", text.actions.transfer)}
            {ask("help", text.actions.callIn)}
            {ask("close", text.actions.close)}
          </>
        )}
        {canAssign && !mine && ask("assign", text.actions.assign)}
      </fieldset>
      {asking && <Asked what={asking} summary={summary} onEnd={() => setAsking(null)} />}
    </>
  );
}

const DIALOGS = {
  return: ReturnDialog,
  transfer: TransferDialog,
  help: HelpDialog,
  close: CloseDialog,
  assign: AssignDialog,
};

function Asked({ what, summary, onEnd }: { what: ActName; summary: Summary; onEnd(): void }) {
  const Shown = DIALOGS[what];
  const done = () => {
    onEnd();
    // The button that opened the dialog may be gone with the conversation.
    focusSoon(places.heading);
  };
  return <Shown id={summary.id} onClose={onEnd} onDone={done} />;
}

function StopHelping({ id }: { id: string }) {
  const desk = useDesk();
  const me = useDeskState((state) => state.session.me?.id ?? "");
  const stop = async () => {
    await desk.acts.endHelp(id, me);
    focusSoon(places.heading);
  };
  return (
    <button type="button" className="button" onClick={() => void stop()}>
      {text.actions.stopHelping}
    </button>
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
