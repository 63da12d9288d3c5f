import { useState } from "react";
import { text } from "../../text/en";
import { problemText } from "../../text/problems";
import { useDesk } from "../context";
import { places } from "../focus";
import { useNavigation } from "../navigation";

/** Takes the conversation that is to be served next, of those that fit. */
export function TakeNext() {
  const desk = useDesk();
  const { show } = useNavigation();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const take = async () => {
    if (busy) return;
    setBusy(true);
    setSaid("");
    const taken = await desk.takeNext();
    setBusy(false);
    if ("problem" in taken) setSaid(problemText(taken.problem));
    else if (taken.id === null) setSaid(text.lists.nobodyNext);
    else show(taken.id, "writing");
  };
  return (
    <>
      <button
        id={places.next}
        type="button"
        className="button button--small button--primary"
        aria-disabled={busy}
        onClick={() => void take()}
      >
        {busy ? text.lists.nextBusy : text.lists.next}
      </button>
      <p className="list__said" role="status">
        {said}
      </p>
    </>
  );
}
