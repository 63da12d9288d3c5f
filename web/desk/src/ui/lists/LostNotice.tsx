import { text } from "../../text/en";
import { useDesk, useDeskState } from "../context";

/** Tells what went back to the queue while the agent could not see it; stays until dismissed. */
export function LostNotice() {
  const desk = useDesk();
  const lost = useDeskState((state) => state.lost);
  return (
    <div className="lost" role="status" data-shown={lost !== null}>
      {lost && (
        <>
          <p>
            <b>{text.notice.lost(lost.ids.length, lost.away)}</b> {text.notice.lostHint}
          </p>
          <button
            type="button"
            className="button button--small"
            onClick={() => desk.store.dispatch({ type: "lost", lost: null })}
          >
            {text.conversation.dismiss}
          </button>
        </>
      )}
    </div>
  );
}
