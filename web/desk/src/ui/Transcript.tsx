import { useMemo } from "react";
import type { DeskEvent } from "../api/events";
import { nothingSaid, pointsBack } from "../state/about";
import { closedBecause, type OpenConversation } from "../state/conversations";
import { type Outgoing, pending } from "../state/outbox";
import { isMine } from "../state/select";
import type { Transcript as Log } from "../state/transcript";
import { text } from "../text/en";
import { dayOf } from "../text/format";
import { useDeskState } from "./context";
import { Entry } from "./Entry";
import { places } from "./focus";
import { PendingEntry } from "./PendingEntry";
import { type Stage, StageContext } from "./scene";
import { useLooked } from "./useLooked";
import { useStickToEnd } from "./useStickToEnd";

/** Everything said and done in the conversation, and what of mine is still on its way. */
export function Transcript({ conversation }: { conversation: OpenConversation }) {
  const { id, transcript, summary } = conversation;
  const outbox = useDeskState((state) => state.outbox);
  const mine = useDeskState((state) => isMine(state, summary));
  const stage = useOwnStage(conversation, mine);
  const waiting = pending(outbox, id, transcript.events);
  const { box, newBelow, onScroll, toEnd } = useStickToEnd(transcript.lastSeq + waiting.length);
  useLooked(id, transcript.lastSeq);
  return (
    <div className="transcript">
      <div
        ref={box}
        id={places.log}
        className="transcript__log"
        role="log"
        aria-label={text.conversation.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls by keyboard must get here
        tabIndex={0}
        onScroll={onScroll}
      >
        <StageContext value={stage}>
          <Days log={transcript} />
          <Waiting items={waiting} />
        </StageContext>
      </div>
      {newBelow && (
        <button type="button" className="button transcript__below" onClick={toEnd}>
          {text.conversation.newBelow}
        </button>
      )}
    </div>
  );
}

/** The same object as long as it says the same, so that no entry is drawn again for nothing. */
function useOwnStage(conversation: OpenConversation, mine: boolean): Stage {
  const { id, summary } = conversation;
  const channel = summary?.channel ?? "";
  const name = summary?.address_name ?? null;
  const canSend = mine && closedBecause(conversation) === null;
  return useMemo(() => ({ id, channel, name, canSend }), [id, channel, name, canSend]);
}

function Days({ log }: { log: Log }) {
  const { events, abouts } = log;
  return byDay(events).map(([day, ofDay]) => (
    <div key={`${day}-${ofDay[0]?.seq}`} className="day">
      <p className="day__name">
        <span>{day}</span>
      </p>
      <ol className="entries">
        {ofDay.map((event) => (
          <Entry
            key={event.seq}
            event={event}
            about={abouts.get(event.seq) ?? nothingSaid}
            back={pointsBack(events, event)}
          />
        ))}
      </ol>
    </div>
  ));
}

function Waiting({ items }: { items: readonly Outgoing[] }) {
  if (items.length === 0) return null;
  return (
    <ol className="entries">
      {items.map((item) => (
        <PendingEntry key={item.key} item={item} />
      ))}
    </ol>
  );
}

/** Consecutive events of the same local day, each with the day's name. */
function byDay(events: readonly DeskEvent[]): [string, DeskEvent[]][] {
  const days: [string, DeskEvent[]][] = [];
  for (const event of events) {
    if (event.type === "other" || event.type === "attachment") continue;
    const day = dayOf(event.at);
    const last = days.at(-1);
    if (last && last[0] === day) last[1].push(event);
    else days.push([day, [event]]);
  }
  return days;
}
