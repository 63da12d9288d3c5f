import { type MouseEvent, memo, type ReactNode, useState } from "react";
import type { Summary } from "../api/types";
import { pathOf } from "../desk/route";
import { unreadIn } from "../state/select";
import { inboxOf } from "../text/channels";
import { text } from "../text/en";
import { clockTime } from "../text/format";
import { titleOf } from "../text/titles";
import { useDesk, useDeskState } from "./context";
import { places } from "./focus";
import { useNavigation } from "./navigation";
import { Source } from "./Source";
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
          <Source of={summary} /> <Unreachable summary={summary} />
        </span>
      </RowLink>
      <TakeButton summary={summary} words={text.lists.take} />
    </li>
  );
});

/** A conversation that staff answer on the platform itself. */
export const OutsideRow = memo(function OutsideRow({ summary }: { summary: Summary }) {
  return (
    <li className="row">
      <RowLink summary={summary}>
        <RowTop summary={summary} />
        <Words summary={summary} />
        <span className="row__meta">
          {text.entry.outside(inboxOf(summary.channel))}
          <br />
          <Source of={summary} /> <Unreachable summary={summary} />
        </span>
      </RowLink>
      <TakeButton summary={summary} words={text.lists.takeOver} />
    </li>
  );
});

/** A conversation I have. */
export const MineRow = memo(function MineRow({ summary }: { summary: Summary }) {
  return (
    <li className="row">
      <RowLink summary={summary}>
        <RowTop summary={summary} />
        <Words summary={summary} />
        <span className="row__meta">
          <Source of={summary} /> <Unreachable summary={summary} /> <Marks id={summary.id} />
        </span>
      </RowLink>
    </li>
  );
});

function RowTop({ summary }: { summary: Summary }) {
  const last = summary.last_at ?? summary.started_at;
  return (
    <span className="row__top">
      <PriorityMark priority={summary.priority} />
      <span className="row__title">{titleOf(summary)}</span>
      <time className="row__time" dateTime={last}>
        {clockTime(last)}
      </time>
    </span>
  );
}

/** In words, so that nobody takes a conversation in vain. */
function Unreachable({ summary }: { summary: Summary }) {
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

function TakeButton({ summary, words }: { summary: Summary; words: string }) {
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
