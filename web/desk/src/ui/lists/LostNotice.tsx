import { goneFrom } from "../../state/lost";
import { text } from "../../text/en";
import { useDesk, useDeskState } from "../context";

/** Tells what went away from the agent without their doing; stays until dismissed. */
export function LostNotice() {
  const desk = useDesk();
  const words = useDeskState((state) => {
    const gone = goneFrom(state);
    if (gone === null) return null;
    const { count, away, to } = gone;
    return to === null ? text.notice.lost(count, away) : text.notice.lostTo(count, to);
  });
  return (
    <div className="lost" role="status" data-shown={words !== null}>
      {words && (
        <>
          <p>
            <b>{words}</b> {text.notice.lostHint}
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
