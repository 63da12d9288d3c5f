import { useState } from "react";
import type { Summary } from "../../api/types";
import { pathOf } from "../../desk/route";
import { text } from "../../text/en";
import { dispositionLabel } from "../../text/lines";
import { titleOf } from "../../text/titles";
import { useDeskState } from "../context";
import { AssignDialog } from "../dialogs/AssignDialog";
import { RouteDialog } from "../dialogs/RouteDialog";
import { places } from "../focus";
import { Reason } from "../lists/QueueRow";
import { PriorityMark } from "../lists/Row";
import { useNavigation } from "../navigation";
import { Source } from "../Source";
import { useAnswer } from "../useAnswer";
import { Wait } from "../Wait";
import type { Chosen } from "./Counted";

const words = text.board;

interface Props {
  chosen: Chosen;
  /** When the board was told; the list is asked for anew with each of its rounds. */
  asOf: string;
  onClose(): void;
}

/** The conversations that a number counts, with what a supervisor can do about each. */
export function NumberList({ chosen, asOf, onClose }: Props) {
  const [answer] = useAnswer(`${chosen.query} ${asOf}`, (api) => api.listed(chosen.query));
  return (
    <section className="number-list" aria-labelledby={places.list}>
      <div className="page__head">
        <h3 id={places.list} tabIndex={-1}>
          {words.list(chosen.what)}
        </h3>
        <button type="button" className="button button--small" onClick={onClose}>
          {text.keys.close}
        </button>
      </div>
      {answer.at === "asking" && <p role="status">{text.lists.loading}</p>}
      {answer.at === "failed" && (
        <p className="error-text" role="alert">
          {answer.why}
        </p>
      )}
      {answer.at === "here" && answer.value.length === 0 && <p>{words.emptyList}</p>}
      {answer.at === "here" && (
        <ul>
          {answer.value.map((row) => (
            <Listed key={row.id} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}

type Asking = "assign" | "route";

function Listed({ row }: { row: Summary }) {
  const { show } = useNavigation();
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  const what = <span className="visually-hidden"> {row.need || titleOf(row)}</span>;
  return (
    <li className="listed">
      <div className="listed__what">
        <p>
          <PriorityMark priority={row.priority} />{" "}
          <a
            href={pathOf(row.id)}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              show(row.id);
            }}
          >
            {titleOf(row)}
          </a>{" "}
          <Holder row={row} />
        </p>
        {row.need && <q className="row__words">{row.need}</q>}
        <p className="hint">
          <Reason summary={row} then=" · " />
          <Source of={row} />
        </p>
      </div>
      <div className="listed__acts">
        {row.control !== "closed" && (
          <button
            type="button"
            className="button button--small"
            onClick={() => setAsking("assign")}
          >
            {words.assign}
            {what}
          </button>
        )}
        {row.control === "queued" && (
          <button type="button" className="button button--small" onClick={() => setAsking("route")}>
            {words.route}
            {what}
          </button>
        )}
      </div>
      {asking === "assign" && <AssignDialog id={row.id} row={row} onClose={close} onDone={close} />}
      {asking === "route" && <RouteDialog summary={row} onClose={close} />}
    </li>
  );
}

/** Who must answer, and for how long somebody has been waiting for it. */
function Holder({ row }: { row: Summary }) {
  const dispositions = useDeskState((state) => state.dispositions);
  if (row.control === "queued") return <Wait from={row.waiting_since} />;
  if (row.control === "bot") return text.conversation.control.bot;
  if (row.control === "closed") {
    return text.conversation.control.closed(dispositionLabel(row.disposition, dispositions));
  }
  return (
    <>
      {text.lists.heldBy(row.assignee?.name ?? text.entry.someone)}
      {row.late && <span className="mark">{text.lists.late}</span>}
    </>
  );
}
