import type { ReactNode } from "react";
import type { Summary } from "../api/types";
import { text } from "../text/en";
import { useDeskState } from "./context";
import { places } from "./focus";
import { MineRow, OutsideRow, QueueRow } from "./Row";

/** The queue, what staff answer elsewhere, and my conversations. */
export function Lists() {
  const lists = useDeskState((state) => state.lists);
  const empty = (words: string) => (lists.known ? words : text.lists.loading);
  return (
    <>
      <List
        id={places.queue}
        heading={text.lists.queue}
        rows={lists.queued}
        empty={empty(text.lists.emptyQueue)}
        row={(summary) => <QueueRow key={summary.id} summary={summary} />}
      />
      {lists.outside.length > 0 && (
        <List
          id="outside-heading"
          heading={text.lists.outside}
          hint={text.lists.outsideHint}
          rows={lists.outside}
          empty=""
          row={(summary) => <OutsideRow key={summary.id} summary={summary} />}
        />
      )}
      <List
        id="mine-heading"
        heading={text.lists.mine}
        rows={lists.mine}
        empty={empty(text.lists.emptyMine)}
        row={(summary) => <MineRow key={summary.id} summary={summary} />}
      />
    </>
  );
}

interface ListProps {
  id: string;
  heading: string;
  hint?: string;
  rows: readonly Summary[];
  empty: string;
  row(summary: Summary): ReactNode;
}

function List({ id, heading, hint, rows, empty, row }: ListProps) {
  return (
    <section className="list" aria-labelledby={id}>
      <h2 id={id} className="list__heading" tabIndex={-1}>
        {heading} <span className="count">{rows.length}</span>
      </h2>
      {hint && <p className="hint list__hint">{hint}</p>}
      {rows.length === 0 ? (
        <p className="list__empty">{empty}</p>
      ) : (
        <ol className="list__rows">{rows.map(row)}</ol>
      )}
    </section>
  );
}
