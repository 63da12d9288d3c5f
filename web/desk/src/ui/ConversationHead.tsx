import type { Summary } from "../api/types";
import { isHelped } from "../state/select";
import { isOutside } from "../state/worklists";
import { inboxOf } from "../text/channels";
import { text } from "../text/en";
import { clockTime } from "../text/format";
import { dispositionLabel } from "../text/lines";
import { titleOf } from "../text/titles";
import { Actions } from "./Actions";
import { useDeskState } from "./context";
import { places } from "./focus";
import { Late } from "./lists/MineRow";
import { PriorityMark } from "./lists/Row";
import { useNavigation } from "./navigation";
import { People } from "./People";
import { Source } from "./Source";
import { Wait } from "./Wait";

interface Props {
  summary: Summary;
  mine: boolean;
  onBrief(): void;
}

/** What it is, who must answer, and what can be done with it. */
export function ConversationHead({ summary, mine, onBrief }: Props) {
  const { back } = useNavigation();
  return (
    <div className="head">
      <div className="head__narrow">
        <button type="button" className="button button--small" onClick={back}>
          {text.conversation.back}
        </button>
        <button
          id={places.showBrief}
          type="button"
          className="button button--small"
          onClick={onBrief}
        >
          {text.conversation.showBrief}
        </button>
      </div>
      <div className="head__what">
        <h2 id={places.heading} tabIndex={-1}>
          {titleOf(summary)} <PriorityMark priority={summary.priority} />
        </h2>
        <p className="head__meta">
          <Source of={summary} /> · {text.brief.started} {clockTime(summary.started_at)}
        </p>
        <p className="head__control" data-control={mine ? "mine" : summary.control}>
          <ControlState summary={summary} mine={mine} />{" "}
          {summary.control === "queued" && <Wait from={summary.waiting_since} />}
        </p>
        {mine && <Reminder id={summary.id} />}
        <People summary={summary} />
      </div>
      <Actions summary={summary} mine={mine} />
    </div>
  );
}

/** Time alone makes an answer late: the lists know it first. */
function Reminder({ id }: { id: string }) {
  const row = useDeskState((state) => state.floor.rows.get(id));
  return row?.late ? <Late since={row.awaiting_since} /> : null;
}

function ControlState({ summary, mine }: { summary: Summary; mine: boolean }) {
  const dispositions = useDeskState((state) => state.dispositions);
  const me = useDeskState((state) => state.session.me?.id);
  const helped = useDeskState((state) => isHelped(state, summary));
  const words = text.conversation.control;
  switch (summary.control) {
    case "bot":
      return words.bot;
    case "queued":
      if (summary.offered_to === null) return words.queued;
      return summary.offered_to.id === me
        ? words.offered
        : text.lists.offeredTo(summary.offered_to.name);
    case "agent":
      if (isOutside(summary)) return words.outside(inboxOf(summary.channel));
      if (mine) return words.mine;
      return (helped ? words.helping : words.agent)(summary.assignee?.name ?? text.entry.someone);
    case "closed":
      return words.closed(dispositionLabel(summary.disposition, dispositions));
  }
}
