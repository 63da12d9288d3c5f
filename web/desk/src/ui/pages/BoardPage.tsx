import { useEffect, useState } from "react";
import type { Board, Risk } from "../../api/board";
import { text } from "../../text/en";
import { clockTime, percent } from "../../text/format";
import { useDeskState } from "../context";
import { focusSoon, places } from "../focus";
import { useAnswer } from "../useAnswer";
import { AgentTable, QueueTable } from "./BoardTables";
import { type Chosen, Counted } from "./Counted";
import { NumberList } from "./NumberList";

/** The board is asked for this often while it is on screen, in ms. */
const EVERY = 5_000;

/** So long after a move on the floor it is asked for as well, in ms. */
const SOON = 700;

const words = text.board;
const RISKS: readonly Risk[] = ["late", "waiting_long", "crisis", "unfit", "losing"];

/** How the office stands now; every number opens the conversations it counts. */
export function BoardPage() {
  const [answer, ask] = useAnswer("board", (api) => api.board());
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useRounds(ask);
  const choose = (next: Chosen) => {
    setChosen(next);
    focusSoon(places.list);
  };
  return (
    <>
      <div className="page__head">
        <h2 id={places.page} tabIndex={-1}>
          {words.heading}
        </h2>
        {answer.at === "here" && (
          <p className="hint">{words.updated(clockTime(answer.value.at))}</p>
        )}
      </div>
      {answer.at === "asking" && <p role="status">{words.loading}</p>}
      {answer.at === "failed" && (
        <p className="error-text" role="alert">
          {words.failed} {answer.why}
        </p>
      )}
      {answer.at === "here" && (
        <div className="board">
          <Tiles board={answer.value} onChoose={choose} />
          {chosen ? (
            <NumberList chosen={chosen} asOf={answer.value.at} onClose={() => setChosen(null)} />
          ) : (
            <p className="hint">{words.choose}</p>
          )}
          <Risks board={answer.value} onChoose={choose} />
          <QueueTable queues={answer.value.queues} onChoose={choose} />
          <AgentTable agents={answer.value.agents} onChoose={choose} />
        </div>
      )}
    </>
  );
}

/** Asks again a moment after something moved, and now and then for what time alone changes. */
function useRounds(ask: () => void): void {
  const floor = useDeskState((state) => state.floor);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") ask();
    }, EVERY);
    return () => clearInterval(timer);
  }, [ask]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the floor is the trigger, not an input
  useEffect(() => {
    const timer = setTimeout(ask, SOON);
    return () => clearTimeout(timer);
  }, [ask, floor]);
}

interface PartProps {
  board: Board;
  onChoose(chosen: Chosen): void;
}

function Tiles({ board, onChoose }: PartProps) {
  const { share } = board.off_hours;
  const tile = (what: string, count: Board["waiting"], note = "") => (
    <li className="tile">
      <Counted what={what} count={count} onChoose={onChoose} />
      <span>{what}</span>
      {note && <span className="hint">{note}</span>}
    </li>
  );
  return (
    <ul className="tiles">
      {tile(words.waiting, board.waiting)}
      {tile(words.held, board.held)}
      {tile(words.risk, board.risks.at_risk)}
      {tile(words.cameToday, board.today)}
      {tile(words.offHours, board.off_hours, share === null ? "" : words.share(percent(share)))}
    </ul>
  );
}

function Risks({ board, onChoose }: PartProps) {
  return (
    <section aria-labelledby="risks-heading">
      <h3 id="risks-heading">{words.risk}</h3>
      <ul className="risks">
        {RISKS.map((risk) => (
          <li key={risk} data-some={board.risks[risk].count > 0}>
            <Counted what={words.risks[risk]} count={board.risks[risk]} onChoose={onChoose} />{" "}
            {words.risks[risk]}
          </li>
        ))}
      </ul>
    </section>
  );
}
