import type { MessageEvent } from "../api/events";
import type { About, Wording } from "../state/about";
import { inboxOf, whoIn } from "../text/channels";
import { text } from "../text/en";
import { speaker } from "../text/lines";
import { Attachments } from "./Attachments";
import { useDeskState } from "./context";
import { Delivery } from "./Delivery";
import { places } from "./focus";
import { useStage } from "./scene";
import { Time } from "./Time";
import { Words } from "./Words";

interface Props {
  event: MessageEvent;
  about: About;
}

/** What a participant said, with what became of it since. */
export function MessageEntry({ event, about }: Props) {
  const myName = useDeskState((state) => state.session.me?.name ?? null);
  const stage = useStage();
  const newest = about.edits.at(-1);
  const words = newest?.text ?? event.text;
  const files = event.attachments ?? [];
  const who = speaker(event, myName);
  const from = event.author === "citizen" ? whoIn(stage) : who;
  return (
    <li
      id={places.entry(event.seq)}
      className="entry"
      data-author={event.author}
      data-failed={about.failures.some((reason) => reason !== "maybe_twice")}
      tabIndex={-1}
    >
      <p className="entry__who">
        <b>{who}</b>{" "}
        {event.outside && (
          <span className="entry__outside">{text.entry.outside(inboxOf(stage.channel))}</span>
        )}{" "}
        <Time at={event.at} /> {newest && <Edited at={newest.at} />}
      </p>
      {words !== "" && <Words words={words} linked={event.author !== "citizen"} />}
      {files.length > 0 && <Attachments files={files} about={about} from={from} />}
      {newest && <Earlier event={event} about={about} />}
      {event.buttons && event.buttons.length > 0 && <Offered event={event} />}
      <Delivery event={event} about={about} />
    </li>
  );
}

function Edited({ at }: { at: string }) {
  return (
    <span className="entry__edited">
      {text.entry.edited} <Time at={at} />
    </span>
  );
}

/** The words before the newest, for whoever wants to know what was said at first. */
function Earlier({ event, about }: Props) {
  const first: Wording = { text: event.text, at: event.at };
  const earlier = [first, ...about.edits.slice(0, -1)];
  return (
    <details className="earlier">
      <summary>{text.entry.earlier(earlier.length)}</summary>
      <ol>
        {earlier.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: versions only grow at the end
          <li key={place}>
            <Time at={one.at} /> <Words words={one.text} linked={false} />
          </li>
        ))}
      </ol>
    </details>
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
