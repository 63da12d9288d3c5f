import type { Outgoing, WritingKind } from "../state/outbox";
import type { Problem } from "../state/problem";
import { whyClosed } from "../text/channels";
import { text } from "../text/en";
import { problemText } from "../text/problems";
import { useDesk, useDeskState } from "./context";
import { focusSoon, places } from "./focus";
import { type Stage, useStage } from "./scene";
import { Words } from "./Words";

/** Something I wrote that is not in the log yet: on its way, waiting, or refused. */
export function PendingEntry({ item }: { item: Outgoing }) {
  const name = useDeskState((state) => state.session.me?.name ?? "");
  const stage = useStage();
  return (
    <li
      className="entry entry--pending"
      data-author={item.kind === "answer" ? "agent" : item.kind}
      data-phase={item.phase}
    >
      <p className="entry__who">
        <b>{titleOf(item.kind, name)}</b>{" "}
        {item.kind !== "answer" && (
          <span className="entry__only">
            {item.kind === "note" ? text.entry.noteOnly : text.entry.whisperOnly}
          </span>
        )}
      </p>
      <Words words={item.text} linked={false} />
      <p className="entry__state">{stateText(item, stage)}</p>
      {item.phase === "refused" && <RefusedButtons item={item} />}
    </li>
  );
}

function titleOf(kind: WritingKind, name: string): string {
  if (kind === "answer") return text.entry.you(name);
  return kind === "note" ? text.entry.note(name) : text.entry.whisper(name);
}

function stateText(item: Outgoing, stage: Stage): string {
  switch (item.phase) {
    case "sending":
      return text.entry.sending;
    case "sent":
      return text.entry.sent;
    case "waiting":
      return item.problem && item.problem.code !== "network"
        ? `${problemText(item.problem)} ${text.entry.waiting}`
        : text.entry.waiting;
    case "refused":
      return text.entry.refused(refusalText(item.problem, stage));
  }
}

function refusalText(problem: Problem | null, stage: Stage): string {
  if (problem === null) return "";
  if (problem.code !== "channel_closed" || !problem.reason) return problemText(problem);
  return whyClosed(problem.reason, stage).why;
}

function RefusedButtons({ item }: { item: Outgoing }) {
  const desk = useDesk();
  const { canSend } = useStage();
  const kind = canSend || item.kind === "whisper" ? item.kind : "note";
  const edit = () => {
    desk.putBack(item.key, kind);
    focusSoon(places.writing);
  };
  const discard = () => {
    desk.store.dispatch({ type: "outbox/removed", key: item.key });
    focusSoon(places.writing);
  };
  return (
    <div className="entry__buttons">
      <button type="button" className="button button--small" onClick={() => desk.retry(item.key)}>
        {text.entry.retry}
      </button>
      <button type="button" className="button button--small" onClick={edit}>
        {kind === item.kind ? text.entry.edit : text.entry.asNote}
      </button>
      <button type="button" className="button button--small" onClick={discard}>
        {text.entry.discard}
      </button>
    </div>
  );
}
