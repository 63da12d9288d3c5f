import { type MouseEvent, memo, type ReactNode, useState } from "react";
import type { Summary } from "../api/types";
import { pathOf } from "../desk/route";
import { unreadIn } from "../state/select";
import { text } from "../text/en";
import { clockTime } from "../text/format";
import { sourceOf, titleOf } from "../text/titles";
import { useDesk, useDeskState } from "./context";
import { places } from "./focus";
import { useNavigation } from "./navigation";
import { Wait } from "./Wait";

/** Priority from which a conversation is called urgent (the bot gives 10 to a crisis). */
const URGENT = 10;

/** Somebody who waits. */
export const QueueRow = memo(function QueueRow({ summary }: { summary: Summary }) {
  return (
    <li className="row" data-urgent={summary.priority >= URGENT}>
      <RowLink summary={summary}>
        <span className="row__top">
          <PriorityMark priority={summary.priority} />
          <span className="row__title">{titleOf(summary)}</span>
          <Wait from={summary.waiting_since} />
        </span>
        <Words summary={summary} />
        <span className="row__meta">
          {text.reason(summary.reason)}
          <br />
          {sourceOf(summary)}
        </span>
      </RowLink>
      <TakeButton summary={summary} />
    </li>
  );
});

/** A conversation I have. */
export const MineRow = memo(function MineRow({ summary }: { summary: Summary }) {
  return (
    <li className="row">
      <RowLink summary={summary}>
        <span className="row__top">
          <PriorityMark priority={summary.priority} />
          <span className="row__title">{titleOf(summary)}</span>
          <time className="row__time" dateTime={summary.last_at ?? summary.started_at}>
            {clockTime(summary.last_at ?? summary.started_at)}
          </time>
        </span>
        <Words summary={summary} />
        <span className="row__meta">
          {sourceOf(summary)} <Marks id={summary.id} />
        </span>
      </RowLink>
    </li>
  );
});

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

function RowLink({ summary, children }: { summary: Summary; children: ReactNode }) {
  const { show } = useNavigation();
  const isSelected = useDeskState((state) => state.selected === summary.id);
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
      aria-current={isSelected ? "page" : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}

function Words({ summary }: { summary: Summary }) {
  return summary.need ? (
    <q className="row__words">{summary.need}</q>
  ) : (
    <span className="row__words row__words--none">{text.lists.noWords}</span>
  );
}

function TakeButton({ summary }: { summary: Summary }) {
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
      className="button button--take"
      aria-disabled={taking}
      onClick={() => void take()}
    >
      {taking ? text.lists.taking : text.lists.take}
      <span className="visually-hidden">
        {" "}
        {text.lists.takeOf(summary.need || titleOf(summary))}
      </span>
    </button>
  );
}

function Marks({ id }: { id: string }) {
  const unread = useDeskState((state) => unreadIn(state, id));
  const hasDraft = useDeskState((state) => {
    const draft = state.drafts[id];
    return draft !== undefined && `${draft.answer}${draft.note}`.trim() !== "";
  });
  const unsent = useDeskState((state) =>
    state.outbox.some((item) => item.conversationId === id && item.phase === "refused"),
  );
  return (
    <span className="row__marks">
      {unread > 0 && <span className="badge badge--unread">{text.lists.unread(unread)}</span>}
      {unsent && <span className="badge badge--unsent">{text.lists.unsent}</span>}
      {hasDraft && <span className="badge">{text.lists.draft}</span>}
    </span>
  );
}
