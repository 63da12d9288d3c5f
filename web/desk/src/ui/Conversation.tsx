import { closedBecause } from "../state/conversations";
import { isMine } from "../state/select";
import { text } from "../text/en";
import { problemText } from "../text/problems";
import { ConversationHead } from "./ConversationHead";
import { useDesk, useDeskState } from "./context";
import { places } from "./focus";
import { useNavigation } from "./navigation";
import { Transcript } from "./Transcript";
import { WritingNow } from "./WritingNow";
import { Composer } from "./writing/Composer";

interface Props {
  id: string | null;
  onBrief(): void;
}

/** The middle pane: one conversation, or the words that none is chosen. */
export function Conversation({ id, onBrief }: Props) {
  if (id === null) {
    return (
      <div className="nothing">
        <h2 id={places.heading} tabIndex={-1}>
          {text.conversation.none}
        </h2>
        <p>{text.conversation.noneHint}</p>
      </div>
    );
  }
  return <Chosen id={id} onBrief={onBrief} />;
}

function Chosen({ id, onBrief }: { id: string; onBrief(): void }) {
  const open = useDeskState((state) => state.conversations[id]);
  const mine = useDeskState((state) => isMine(state, open?.summary ?? null));
  if (!open?.summary || open.loading !== "ready") return <Opening id={id} />;
  const { control } = open.summary;
  // To whom nobody could write anyway nothing has to be explained.
  const isOurs = control === "queued" || control === "agent";
  const closed = isOurs ? closedBecause(open) : null;
  return (
    <div className="conversation">
      <ConversationHead summary={open.summary} mine={mine} onBrief={onBrief} />
      <FailedAct id={id} />
      <Transcript conversation={open} />
      <WritingNow id={id} />
      <Composer open={open} mine={mine} summary={open.summary} closed={closed} />
    </div>
  );
}

function Opening({ id }: { id: string }) {
  const desk = useDesk();
  const loading = useDeskState((state) => state.conversations[id]?.loading ?? "loading");
  const { back } = useNavigation();
  const words = loading === "ready" ? text.conversation.loading : text.conversation[loading];
  return (
    <div className="nothing">
      {/* No place for focus while loading: it would be lost when the conversation comes. */}
      <h2 id={loading === "loading" ? undefined : places.heading} tabIndex={-1}>
        {text.conversation.region}
      </h2>
      <p role="status">{words}</p>
      <div className="nothing__buttons">
        {loading === "failed" && (
          <button type="button" className="button" onClick={() => desk.reload(id)}>
            {text.conversation.retry}
          </button>
        )}
        {loading !== "loading" && (
          <button type="button" className="button" onClick={back}>
            {text.conversation.back}
          </button>
        )}
      </div>
    </div>
  );
}

function FailedAct({ id }: { id: string }) {
  const desk = useDesk();
  const failed = useDeskState((state) => state.failed);
  if (failed?.conversationId !== id) return null;
  return (
    <div className="failed-act">
      <p role="alert">{problemText(failed.problem)}</p>
      <button
        type="button"
        className="button button--small"
        onClick={() => desk.store.dispatch({ type: "act/failed", failed: null })}
      >
        {text.conversation.dismiss}
      </button>
    </div>
  );
}
