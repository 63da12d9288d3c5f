import type { DeskEvent } from "../api/types";
import type { OpenConversation } from "../state/conversations";
import { type Outgoing, pending } from "../state/outbox";
import { isMine } from "../state/select";
import { text } from "../text/en";
import { dayOf } from "../text/format";
import { useDeskState } from "./context";
import { Entry } from "./Entry";
import { PendingEntry } from "./PendingEntry";
import { useLooked } from "./useLooked";
import { useStickToEnd } from "./useStickToEnd";

/** Everything said and done in the conversation, and what of mine is still on its way. */
export function Transcript({ conversation }: { conversation: OpenConversation }) {
  const { id, transcript, summary } = conversation;
  const outbox = useDeskState((state) => state.outbox);
  const mine = useDeskState((state) => isMine(state, summary));
  const waiting = pending(outbox, id, transcript.events);
  const { box, newBelow, onScroll, toEnd } = useStickToEnd(transcript.lastSeq + waiting.length);
  useLooked(id, transcript.lastSeq);
  return (
    <div className="transcript">
      <div
        ref={box}
        className="transcript__log"
        role="log"
        aria-label={text.conversation.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls by keyboard must get here
        tabIndex={0}
        onScroll={onScroll}
      >
        <Days events={transcript.events} />
        <Waiting items={waiting} mine={mine} />
      </div>
      {newBelow && (
        <button type="button" className="button transcript__below" onClick={toEnd}>
          {text.conversation.newBelow}
        </button>
      )}
    </div>
  );
}

function Days({ events }: { events: readonly DeskEvent[] }) {
  return byDay(events).map(([day, ofDay]) => (
    <div key={`${day}-${ofDay[0]?.seq}`} className="day">
      <p className="day__name">
        <span>{day}</span>
      </p>
      <ol className="entries">
        {ofDay.map((event) => (
          <Entry key={event.seq} event={event} />
        ))}
      </ol>
    </div>
  ));
}

function Waiting({ items, mine }: { items: readonly Outgoing[]; mine: boolean }) {
  if (items.length === 0) return null;
  return (
    <ol className="entries">
      {items.map((item) => (
        <PendingEntry key={item.key} item={item} mine={mine} />
      ))}
    </ol>
  );
}

/** Consecutive events of the same local day, each with the day's name. */
function byDay(events: readonly DeskEvent[]): [string, DeskEvent[]][] {
  const days: [string, DeskEvent[]][] = [];
  for (const event of events) {
    if (event.type === "other") continue;
    const day = dayOf(event.at);
    const last = days.at(-1);
    if (last && last[0] === day) last[1].push(event);
    else days.push([day, [event]]);
  }
  return days;
}
