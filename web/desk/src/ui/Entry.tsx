import { memo, type ReactNode } from "react";
import type { ControlEvent, DeskEvent, NoteEvent, TurnEvent } from "../api/events";
import type { About } from "../state/about";
import { channelName, reachLine, whoIn } from "../text/channels";
import { text } from "../text/en";
import { clockTime, humanised, languageName, percent } from "../text/format";
import { controlLine } from "../text/lines";
import { type WorkEvent, workLine } from "../text/work";
import { useDeskState } from "./context";
import { Delivery } from "./Delivery";
import { places, showEntry } from "./focus";
import { MessageEntry } from "./MessageEntry";
import { useStage } from "./scene";
import { Time } from "./Time";
import { Words } from "./Words";

interface Props {
  event: DeskEvent;
  /** What later events say about this one. */
  about: About;
  /** The earlier entry this one speaks of, when that is out of sight. */
  back: DeskEvent | null;
}

/** One event of the log as a line of the transcript. */
export const Entry = memo(function Entry({ event, about, back }: Props) {
  const stage = useStage();
  switch (event.type) {
    case "started":
      return (
        <Line event={event}>
          {text.entry.started(channelName(event.channel), languageName(event.language))}
        </Line>
      );
    case "message":
      return <MessageEntry event={event} about={about} />;
    case "note":
      return <Note event={event} />;
    case "control":
      return <ControlLine event={event} about={about} />;
    case "turn":
      return <Turn event={event} />;
    case "reach":
      return (
        <Line event={event} strong>
          {reachLine(event.reachable, event.reason ?? "", stage)}
        </Line>
      );
    case "delivery_failed":
      return back && <Back event={event} to={back} words={text.entry.failedSince} />;
    case "edited": {
      const changed = (time: string) => text.entry.editedSince(whoIn(stage), time);
      return back && <Back event={event} to={back} words={changed} />;
    }
    case "routed":
    case "offer":
    case "offer_ended":
    case "slot":
    case "help":
    case "help_ended":
    case "survey":
    case "feedback":
    case "named":
      return <WorkLine event={event} />;
    case "attachment":
    case "other":
      // Both stand at the entries they are about, or nowhere.
      return null;
  }
});

function ControlLine({ event, about }: { event: ControlEvent; about: About }) {
  const dispositions = useDeskState((state) => state.dispositions);
  const { channel } = useStage();
  return (
    <Line event={event} strong below={<Delivery event={event} about={about} />}>
      {controlLine(event, dispositions, channel)}
    </Line>
  );
}

function WorkLine({ event }: { event: WorkEvent }) {
  const teams = useDeskState((state) => state.teams);
  const words = workLine(event, teams);
  return words && <Line event={event}>{words}</Line>;
}

interface BackProps {
  event: DeskEvent;
  to: DeskEvent;
  words(time: string): string;
}

/** News of an entry further up, with a way there. */
function Back({ event, to, words }: BackProps) {
  return (
    <Line event={event}>
      {words(clockTime(to.at))}{" "}
      <button type="button" className="button button--small" onClick={() => showEntry(to.seq)}>
        {text.entry.look}
      </button>
    </Line>
  );
}

function Note({ event }: { event: NoteEvent }) {
  const name = event.name ?? text.entry.someone;
  const whisper = event.whisper === true;
  return (
    <li
      id={places.entry(event.seq)}
      className="entry"
      data-author={whisper ? "whisper" : "note"}
      tabIndex={-1}
    >
      <p className="entry__who">
        <b>{whisper ? text.entry.whisper(name) : text.entry.note(name)}</b>{" "}
        <span className="entry__only">
          {whisper ? text.entry.whisperOnly : text.entry.noteOnly}
        </span>{" "}
        <Time at={event.at} />
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
  below?: ReactNode;
  children: ReactNode;
}

/** A line of the system: what happened between the messages. */
function Line({ event, strong = false, below, children }: LineProps) {
  return (
    <li id={places.entry(event.seq)} className="line" data-strong={strong} tabIndex={-1}>
      <span>{children}</span> <Time at={event.at} />
      {below}
    </li>
  );
}
