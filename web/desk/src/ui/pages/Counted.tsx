import type { Count } from "../../api/board";
import { text } from "../../text/en";

/** A number somebody wants to see behind: what it counts, and the query of its list. */
export interface Chosen {
  readonly what: string;
  readonly query: string;
}

interface Props {
  what: string;
  count: Count;
  onChoose(chosen: Chosen): void;
}

/** A number that opens the conversations it counts. */
export function Counted({ what, count, onChoose }: Props) {
  return (
    <button type="button" className="number" onClick={() => onChoose({ what, query: count.query })}>
      {count.count}
      <span className="visually-hidden"> {text.board.show(what)}</span>
    </button>
  );
}
