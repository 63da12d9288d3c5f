import { memo, type ReactNode, useState } from "react";
import type { AgentRef, Summary } from "../../api/types";
import { inboxOf } from "../../text/channels";
import { text } from "../../text/en";
import { whenOpen } from "../../text/format";
import { titleOf, whyHere } from "../../text/titles";
import { teamName } from "../../text/work";
import { useDesk, useDeskState } from "../context";
import { useNavigation } from "../navigation";
import { Source } from "../Source";
import { Wait } from "../Wait";
import { RowLink, RowTop, RowWords, Unreachable, URGENT } from "./Row";

interface QueueRowProps {
  summary: Summary;
  selected: boolean;
  /** Why it is not my kind of work, or null. */
  unfit: "team" | "language" | null;
  /** The name of its team, or "". */
  team: string;
  /** I take conversations. */
  takes: boolean;
}

/** Somebody who waits. There may be hundreds: a row is drawn again only when it changes. */
export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { summary, selected, unfit, team, takes } = props;
  return (
    <li className="row" data-urgent={summary.priority >= URGENT} data-unfit={unfit !== null}>
      <RowLink summary={summary} selected={selected}>
        <RowTop summary={summary}>
          <Wait from={summary.waiting_since} />
        </RowTop>
        <RowWords summary={summary} />
        <span className="row__meta">
          {followed(reasonOf(summary, team, summary.offered_to), <br />)}
          <Source of={summary} /> <Unreachable summary={summary} />
          {unfit && <span className="badge">{text.lists.misfit[unfit]}</span>}
        </span>
      </RowLink>
      {takes && <TakeButton summary={summary} words={text.lists.take} quiet={unfit !== null} />}
    </li>
  );
});

interface ReasonProps {
  summary: Summary;
  /** What separates it from what comes after, when there is anything to say. */
  then: ReactNode;
}

/** Why it came, for which team, and to which colleague it is offered. */
export function Reason({ summary, then }: ReasonProps) {
  const team = useDeskState((state) => teamName(summary.team, state.teams));
  const me = useDeskState((state) => state.session.me?.id);
  const colleague = summary.offered_to?.id === me ? null : summary.offered_to;
  return followed(reasonOf(summary, team, colleague), then);
}

function followed(words: string, then: ReactNode): ReactNode {
  return words ? (
    <>
      {words}
      {then}
    </>
  ) : null;
}

function reasonOf(summary: Summary, team: string, offeredTo: AgentRef | null): string {
  const parts = [
    whyHere(summary),
    team,
    offeredTo && text.lists.offeredTo(offeredTo.name),
    summary.opens_at && text.lists.opensAt(whenOpen(summary.opens_at)),
  ];
  return parts.filter(Boolean).join(" · ");
}

type OutsideRowProps = Omit<QueueRowProps, "unfit" | "team">;

/** A conversation that staff answer on the platform itself. */
export const OutsideRow = memo(function OutsideRow({ summary, selected, takes }: OutsideRowProps) {
  return (
    <li className="row">
      <RowLink summary={summary} selected={selected}>
        <RowTop summary={summary} />
        <RowWords summary={summary} />
        <span className="row__meta">
          {text.entry.outside(inboxOf(summary.channel))}
          <br />
          <Source of={summary} /> <Unreachable summary={summary} />
        </span>
      </RowLink>
      {takes && <TakeButton summary={summary} words={text.lists.takeOver} />}
    </li>
  );
});

interface TakeProps {
  summary: Summary;
  words: string;
  /** It can be taken, but somebody else had better do so. */
  quiet?: boolean;
}

/** Takes a conversation; `words` is what the button says. */
function TakeButton({ summary, words, quiet = false }: TakeProps) {
  const desk = useDesk();
  const { show } = useNavigation();
  const [taking, setTaking] = useState(false);
  const take = async () => {
    if (taking) return;
    setTaking(true);
    const problem = await desk.take(summary.id);
    setTaking(false);
    // Also when somebody was faster: the conversation itself says who has it.
    show(summary.id, problem ? "heading" : "writing");
  };
  return (
    <button
      type="button"
      className={`button button--take ${words === text.lists.take ? "" : "button--wide"}`}
      data-quiet={quiet}
      aria-disabled={taking}
      onClick={() => void take()}
    >
      {taking ? text.lists.taking : words}
      <span className="visually-hidden">
        {" "}
        {text.lists.takeOf(summary.need || titleOf(summary))}
      </span>
    </button>
  );
}
