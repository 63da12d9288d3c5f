import { useState } from "react";
import type { Summary } from "../../api/types";
import { text } from "../../text/en";
import { until } from "../../text/format";
import { titleOf } from "../../text/titles";
import { useDesk, useNow } from "../context";
import { focusSoon, places } from "../focus";
import { useNavigation } from "../navigation";
import { Source } from "../Source";
import { Wait } from "../Wait";
import { Reason } from "./QueueRow";
import { RowLink, RowTop, RowWords, URGENT } from "./Row";

/** A conversation that is offered to me: mine if I accept in time, else somebody else's. */
export function OfferRow({ summary, selected }: { summary: Summary; selected: boolean }) {
  return (
    <li className="row row--offer" data-urgent={summary.priority >= URGENT}>
      <RowLink summary={summary} selected={selected}>
        <RowTop summary={summary}>
          <Wait from={summary.waiting_since} />
        </RowTop>
        <RowWords summary={summary} />
        <span className="row__meta">
          <Reason summary={summary} then={<br />} />
          <Source of={summary} />
        </span>
      </RowLink>
      <OfferButtons summary={summary} />
    </li>
  );
}

/** Accept or decline, and how long there is to decide. */
export function OfferButtons({ summary }: { summary: Summary }) {
  const desk = useDesk();
  const { show } = useNavigation();
  const [busy, setBusy] = useState(false);
  const what = text.lists.takeOf(summary.need || titleOf(summary));
  const accept = async () => {
    if (busy) return;
    setBusy(true);
    const problem = await desk.take(summary.id);
    setBusy(false);
    show(summary.id, problem ? "heading" : "writing");
  };
  const decline = async () => {
    if (busy) return;
    setBusy(true);
    await desk.acts.decline(summary.id);
    setBusy(false);
    focusSoon(places.queue);
  };
  return (
    <div className="offer">
      <button
        type="button"
        className="button button--small button--primary"
        aria-disabled={busy}
        onClick={() => void accept()}
      >
        {text.lists.accept}
        <span className="visually-hidden"> {what}</span>
      </button>
      <button
        type="button"
        className="button button--small"
        aria-disabled={busy}
        onClick={() => void decline()}
      >
        {text.lists.decline}
        <span className="visually-hidden"> {what}</span>
      </button>
      <Countdown to={summary.offered_until} />
    </div>
  );
}

/** The seconds that are left; silent for screen readers, which would hear every one of them. */
function Countdown({ to }: { to: string | null }) {
  const left = until(to, useNow());
  if (left === null) return null;
  return (
    <span className="offer__left" aria-live="off">
      {text.lists.left(Math.ceil(left / 1000))}
    </span>
  );
}
