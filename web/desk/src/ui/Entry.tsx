import { memo, type ReactNode } from "react";
import type { DeskEvent, MessageEvent, NoteEvent, TurnEvent } from "../api/types";
import { text } from "../text/en";
import { clockTime, humanised, languageName, percent } from "../text/format";
import { controlLine, speaker } from "../text/lines";
import { useDeskState } from "./context";
import { Words } from "./Words";

/** One event of the log as a line of the transcript. */
export const Entry = memo(function Entry({ event }: { event: DeskEvent }) {
  const dispositions = useDeskState((state) => state.dispositions);
  switch (event.type) {
    case "started":
      return (
        <Line event={event}>
          {text.entry.started(text.channel(event.channel), languageName(event.language))}
        </Line>
      );
    case "message":
      return <Message event={event} />;
    case "note":
      return <Note event={event} />;
    case "control":
      return (
        <Line event={event} strong>
          {controlLine(event, dispositions)}
        </Line>
      );
    case "turn":
      return <Turn event={event} />;
    case "delivery_failed":
      return (
        <Line event={event} strong>
          {text.entry.notDelivered(event.reason ?? "")}
        </Line>
      );
    case "other":
      return null;
  }
});

function Message({ event }: { event: MessageEvent }) {
  const myName = useDeskState((state) => state.session.me?.name ?? null);
  return (
    <li className="entry" data-author={event.author}>
      <p className="entry__who">
        <b>{speaker(event, myName)}</b> <Time at={event.at} />
      </p>
      <Words words={event.text} linked={event.author !== "citizen"} />
      {event.buttons && event.buttons.length > 0 && <Offered event={event} />}
    </li>
  );
}

function Offered({ event }: { event: MessageEvent }) {
  return (
    <p className="offered">
      <span className="offered__label">{text.entry.offered}</span>{" "}
      {event.buttons?.map((button) => (
        <span key={button.payload + button.title} className="offered__button">
          {button.title}
        </span>
      ))}
    </p>
  );
}

function Note({ event }: { event: NoteEvent }) {
  return (
    <li className="entry" data-author="note">
      <p className="entry__who">
        <b>{text.entry.note(event.name ?? text.entry.someone)}</b>{" "}
        <span className="entry__only">{text.entry.noteOnly}</span> <Time at={event.at} />
      </p>
      <Words words={event.text} linked />
    </li>
  );
}

function Turn({ event }: { event: TurnEvent }) {
  if (event.failed) return <Line event={event}>{text.entry.turnFailed}</Line>;
  const top = event.intents?.[0];
  if (!top) return null;
  return (
    <Line event={event}>{text.entry.understood(humanised(top.name), percent(top.confidence))}</Line>
  );
}

interface LineProps {
  event: DeskEvent;
  strong?: boolean;
  children: ReactNode;
}

/** A line of the system: what happened between the messages. */
function Line({ event, strong = false, children }: LineProps) {
  return (
    <li className="line" data-strong={strong}>
      <span>{children}</span> <Time at={event.at} />
    </li>
  );
}

function Time({ at }: { at: string }) {
  return (
    <time className="entry__time" dateTime={at}>
      {clockTime(at)}
    </time>
  );
}
