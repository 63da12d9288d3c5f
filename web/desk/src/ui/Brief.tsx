import type { ReactNode } from "react";
import type { Brief as BriefData, Summary } from "../api/types";
import { text } from "../text/en";
import { clockTime, dayOf, humanised } from "../text/format";
import { Collected, FormStopped, LookedUp, TopicsTried } from "./BriefFacts";
import { useDeskState } from "./context";
import { places } from "./focus";
import { PriorityMark } from "./Row";
import { Source } from "./Source";

interface Props {
  id: string | null;
  onConversation(): void;
}

/** What an agent needs to know in ten seconds, live. */
export function Brief({ id, onConversation }: Props) {
  const open = useDeskState((state) => (id === null ? undefined : state.conversations[id]));
  return (
    <div className="brief">
      <div className="brief__head">
        <h2 id={places.brief} tabIndex={-1}>
          {text.brief.heading}
        </h2>
        <button
          type="button"
          className="button button--small brief__switch"
          onClick={onConversation}
        >
          {text.conversation.showConversation}
        </button>
      </div>
      {open?.brief && open.summary ? (
        <Facts brief={open.brief} summary={open.summary} />
      ) : (
        <p className="hint">{text.brief.none}</p>
      )}
    </div>
  );
}

function Facts({ brief, summary }: { brief: BriefData; summary: Summary }) {
  return (
    <>
      <Part heading={text.brief.why}>
        <p>
          <PriorityMark priority={brief.priority} />{" "}
          <strong>{text.reason(brief.reason) || text.brief.notHandedOver}</strong>
          {brief.topic && ` · ${humanised(brief.topic)}`}
        </p>
        <Times brief={brief} summary={summary} />
      </Part>
      <Part heading={text.brief.need}>
        {brief.need ? <q className="brief__need">{brief.need}</q> : <p>{text.lists.noWords}</p>}
        <p className="hint">
          <Source of={summary} />
        </p>
      </Part>
      <Part heading={text.brief.slots}>
        <Collected slots={brief.slots} />
      </Part>
      <Part heading={text.brief.lookups}>
        <LookedUp lookups={brief.lookups} />
      </Part>
      <Part heading={text.brief.form}>
        <FormStopped form={brief.form} />
      </Part>
      <Part heading={text.brief.topics}>
        <TopicsTried topics={brief.topics} />
      </Part>
    </>
  );
}

function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section className="brief__part">
      <h3>{heading}</h3>
      {children}
    </section>
  );
}

function Times({ brief, summary }: { brief: BriefData; summary: Summary }) {
  const started = `${clockTime(summary.started_at)}, ${dayOf(summary.started_at)}`;
  return (
    <p className="hint">
      {brief.handed_over_at && `${text.brief.handedOver} ${clockTime(brief.handed_over_at)} · `}
      {text.brief.started} {started}
    </p>
  );
}
