import { useState } from "react";
import type { DeskEvent } from "../api/events";
import type { About } from "../state/about";
import { isWorthAgain, whyNotDelivered } from "../text/channels";
import { text } from "../text/en";
import { useDesk, useDeskState } from "./context";
import { focusSoon, places } from "./focus";
import { useStage } from "./scene";

interface Props {
  event: DeskEvent;
  about: About;
}

/** What went wrong on the way to the citizen, at the entry it is about. */
export function Delivery({ event, about }: Props) {
  const stage = useStage();
  const me = useDeskState((state) => state.session.me?.name ?? null);
  if (about.failures.length === 0) return null;
  const what = subject(event, me);
  return (
    <div className="delivery">
      {about.failures.map((reason) => {
        const { why, can } = whyNotDelivered(reason, what, stage);
        return (
          <p key={reason} data-mild={reason === "maybe_twice"}>
            {why} {can}
          </p>
        );
      })}
      {isWorthAgain(about.failures) && <Again event={event} about={about} />}
    </div>
  );
}

/** Says the same words once more, as a message of its own: the first may have arrived after all. */
function Again({ event, about }: Props) {
  const desk = useDesk();
  const { id, canSend } = useStage();
  const [pressed, setPressed] = useState(false);
  const words = event.type === "message" && event.author === "agent" ? event.text : "";
  const onItsWay = useDeskState((state) =>
    state.outbox.some((item) => item.conversationId === id && item.text === words),
  );
  if (words === "") return null;
  if (about.saidAgain || onItsWay || pressed) return <p>{text.entry.saidAgain}</p>;
  if (!canSend) return null;
  const again = () => {
    setPressed(true);
    desk.sendAgain(id, words);
    focusSoon(places.writing);
  };
  return (
    <button type="button" className="button button--small" onClick={again}>
      {text.entry.retry}
    </button>
  );
}

function subject(event: DeskEvent, me: string | null): string {
  if (event.type !== "message") return text.entry.thisNotice;
  return event.author === "agent" && event.name === me
    ? text.entry.yourMessage
    : text.entry.thisMessage;
}
