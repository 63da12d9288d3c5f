import type { MouseEvent, ReactNode } from "react";
import type { Summary } from "../../api/types";
import { pathOf } from "../../desk/route";
import { text } from "../../text/en";
import { clockTime } from "../../text/format";
import { titleOf } from "../../text/titles";
import { places } from "../focus";
import { useNavigation } from "../navigation";

/** Priority from which a conversation is called urgent (the bot gives 10 to a crisis). */
export const URGENT = 10;

interface RowLinkProps {
  summary: Summary;
  selected: boolean;
  children: ReactNode;
}

/** The part of a row that leads to its conversation. */
export function RowLink({ summary, selected, children }: RowLinkProps) {
  const { show } = useNavigation();
  const follow = (event: MouseEvent) => {
    // A new tab or window is the browser's business.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    show(summary.id);
  };
  return (
    <a
      id={places.row(summary.id)}
      className="row__link"
      href={pathOf(summary.id)}
      aria-current={selected ? "page" : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}

/** What it is, and when something last happened. */
export function RowTop({ summary, children }: { summary: Summary; children?: ReactNode }) {
  const last = summary.last_at ?? summary.started_at;
  return (
    <span className="row__top">
      <PriorityMark priority={summary.priority} />
      <span className="row__title">{titleOf(summary)}</span>
      {children ?? (
        <time className="row__time" dateTime={last}>
          {clockTime(last)}
        </time>
      )}
    </span>
  );
}

/** The citizen's own words. */
export function RowWords({ summary }: { summary: Summary }) {
  return summary.need ? (
    <q className="row__words">{summary.need}</q>
  ) : (
    <span className="row__words row__words--none">{text.lists.noWords}</span>
  );
}

/** In words, so that nobody takes a conversation in vain. */
export function Unreachable({ summary }: { summary: Summary }) {
  if (!summary.unreachable) return null;
  return <span className="badge badge--unsent">{text.lists.unreachable}</span>;
}

/** "Urgent" or "Priority" as a word, never as a colour alone. */
export function PriorityMark({ priority }: { priority: number }) {
  if (priority <= 0) return null;
  const urgent = priority >= URGENT;
  return (
    <span className="mark" data-kind={urgent ? "urgent" : "priority"}>
      {urgent ? text.lists.urgent : text.lists.priority}
    </span>
  );
}
