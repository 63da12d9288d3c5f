import { memo } from "react";
import type { Summary } from "../../api/types";
import { isWritten } from "../../state/drafts";
import { unreadIn } from "../../state/select";
import { text } from "../../text/en";
import { duration, since } from "../../text/format";
import { useDeskState, useNow } from "../context";
import { Source } from "../Source";
import { RowLink, RowTop, RowWords, Unreachable } from "./Row";

interface Props {
  summary: Summary;
  selected: boolean;
  /** It is a colleague's, and I read along. */
  helping?: boolean;
}

/** A conversation I have, or read along in. */
export const MineRow = memo(function MineRow({ summary, selected, helping = false }: Props) {
  return (
    <li className="row" data-late={summary.late && !helping}>
      <RowLink summary={summary} selected={selected}>
        <RowTop summary={summary} />
        {summary.late && !helping && <Late since={summary.awaiting_since} />}
        <RowWords summary={summary} />
        <span className="row__meta">
          {helping && summary.assignee && `${text.lists.heldBy(summary.assignee.name)} · `}
          <Source of={summary} /> <Unreachable summary={summary} /> <Marks id={summary.id} />
        </span>
      </RowLink>
    </li>
  );
});

/** The reminder: for how long the citizen has been waiting for words. */
export function Late({ since: from }: { since: string | null }) {
  const waited = since(from, useNow());
  return (
    <span className="row__late">
      <span className="mark">{text.lists.late}</span>{" "}
      {waited !== null && text.lists.citizenWaits(duration(waited))}
    </span>
  );
}

function Marks({ id }: { id: string }) {
  const unread = useDeskState((state) => unreadIn(state, id));
  const hasDraft = useDeskState((state) => isWritten(state.drafts[id]));
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
