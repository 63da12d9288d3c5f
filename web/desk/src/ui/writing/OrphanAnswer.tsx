import { text } from "../../text/en";
import { useDesk } from "../context";
import { focusSoon, places } from "../focus";

/** An answer somebody was writing when the conversation went to somebody else: shown, not lost. */
export function OrphanAnswer({ id, answer }: { id: string; answer: string }) {
  const desk = useDesk();
  const move = () => {
    desk.store.dispatch({ type: "draft/answerToNote", id });
    focusSoon(places.writing);
  };
  return (
    <div className="orphan">
      <p>{text.composer.orphan}</p>
      <p className="words">{answer}</p>
      <button type="button" className="button button--small" onClick={move}>
        {text.composer.moveToNote}
      </button>
    </div>
  );
}
