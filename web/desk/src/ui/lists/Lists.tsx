import type { ReactNode } from "react";
import type { Summary } from "../../api/types";
import { misfit } from "../../state/fit";
import { lists as listsOf, myself, talks } from "../../state/select";
import { text } from "../../text/en";
import { teamName } from "../../text/work";
import { useDeskState } from "../context";
import { places } from "../focus";
import { LostNotice } from "./LostNotice";
import { MineRow } from "./MineRow";
import { OfferRow } from "./OfferRow";
import { OutsideRow, QueueRow } from "./QueueRow";
import { TakeNext } from "./TakeNext";

/** What is offered to me, what I have, where I help, and everything that waits. */
export function Lists() {
  const lists = useDeskState(listsOf);
  const known = useDeskState((state) => state.floor.known);
  const takes = useDeskState(talks);
  const away = useDeskState((state) => state.session.me?.presence !== "available");
  const selected = useDeskState((state) => state.selected);
  const row = (summary: Summary) => ({ summary, selected: summary.id === selected });
  const empty = (words: string) => (known ? words : text.lists.loading);
  return (
    <>
      <LostNotice />
      {lists.offered.length > 0 && (
        <List id="offered-heading" heading={text.lists.offered} rows={lists.offered}>
          {(summary) => <OfferRow key={summary.id} {...row(summary)} />}
        </List>
      )}
      {takes && (
        <List
          id="mine-heading"
          heading={text.lists.mine}
          rows={lists.mine}
          empty={empty(away ? text.lists.emptyAway : text.lists.emptyMine)}
        >
          {(summary) => <MineRow key={summary.id} {...row(summary)} />}
        </List>
      )}
      {lists.helping.length > 0 && (
        <List id="helping-heading" heading={text.lists.helping} rows={lists.helping}>
          {(summary) => <MineRow key={summary.id} {...row(summary)} helping />}
        </List>
      )}
      <Queue rows={lists.waiting} selected={selected} empty={empty(text.lists.emptyQueue)} />
      {lists.outside.length > 0 && (
        <List
          id="outside-heading"
          heading={text.lists.outside}
          hint={text.lists.outsideHint}
          rows={lists.outside}
        >
          {(summary) => <OutsideRow key={summary.id} {...row(summary)} takes={takes} />}
        </List>
      )}
    </>
  );
}

interface QueueProps {
  rows: readonly Summary[];
  selected: string | null;
  empty: string;
}

/** Everything that waits, with what is not my kind of work toned down. */
function Queue({ rows, selected, empty }: QueueProps) {
  const takes = useDeskState(talks);
  const agent = useDeskState(myself);
  const teams = useDeskState((state) => state.teams);
  return (
    <List
      id={places.queue}
      heading={text.lists.queue}
      rows={rows}
      empty={empty}
      action={takes && <TakeNext />}
    >
      {(summary) => (
        <QueueRow
          key={summary.id}
          summary={summary}
          selected={summary.id === selected}
          unfit={misfit(agent, summary)}
          team={teamName(summary.team, teams)}
          takes={takes}
        />
      )}
    </List>
  );
}

interface ListProps {
  id: string;
  heading: string;
  hint?: string;
  rows: readonly Summary[];
  empty?: string;
  action?: ReactNode;
  children(summary: Summary): ReactNode;
}

function List({ id, heading, hint, rows, empty, action, children }: ListProps) {
  return (
    <section className="list" aria-labelledby={id}>
      <div className="list__head">
        <h2 id={id} className="list__heading" tabIndex={-1}>
          {heading} <span className="count">{rows.length}</span>
        </h2>
        {action}
      </div>
      {hint && <p className="hint list__hint">{hint}</p>}
      {rows.length === 0 ? (
        <p className="list__empty">{empty}</p>
      ) : (
        <ol className="list__rows">{rows.map(children)}</ol>
      )}
    </section>
  );
}
