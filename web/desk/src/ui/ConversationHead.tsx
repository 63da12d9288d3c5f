import type { Summary } from "../api/types";
import { isOutside } from "../state/lists";
import { inboxOf } from "../text/channels";
import { text } from "../text/en";
import { clockTime } from "../text/format";
import { dispositionLabel } from "../text/lines";
import { titleOf } from "../text/titles";
import { Actions } from "./Actions";
import { useDeskState } from "./context";
import { places } from "./focus";
import { useNavigation } from "./navigation";
import { PriorityMark } from "./Row";
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
        <button type="button" className="button button--small" onClick={onBrief}>
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
      </div>
      <Actions summary={summary} mine={mine} />
    </div>
  );
}

function ControlState({ summary, mine }: { summary: Summary; mine: boolean }) {
  const dispositions = useDeskState((state) => state.dispositions);
  const words = text.conversation.control;
  switch (summary.control) {
    case "bot":
      return words.bot;
    case "queued":
      return words.queued;
    case "agent":
      if (isOutside(summary)) return words.outside(inboxOf(summary.channel));
      return mine ? words.mine : words.agent(summary.assignee?.name ?? text.entry.someone);
    case "closed":
      return words.closed(dispositionLabel(summary.disposition, dispositions));
  }
}
