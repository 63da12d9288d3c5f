import type { ReactNode } from "react";
import type { Brief as BriefData } from "../../api/types";
import type { OpenConversation } from "../../state/conversations";
import { isMine } from "../../state/select";
import { text } from "../../text/en";
import { clockTime, dayOf, humanised, whenOpen } from "../../text/format";
import { teamName } from "../../text/work";
import { useDeskState } from "../context";
import { places } from "../focus";
import { PriorityMark } from "../lists/Row";
import { Source } from "../Source";
import { FormStopped, LookedUp } from "./BriefFacts";
import { Collected } from "./Collected";
import { EarlierConversations } from "./Earlier";
import { TopicsTried } from "./Topics";

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
        <Facts open={open} brief={open.brief} onShow={onConversation} />
      ) : (
        <p className="hint">{text.brief.none}</p>
      )}
    </div>
  );
}

interface FactsProps {
  open: OpenConversation;
  brief: BriefData;
  /** Shows the conversation, where it is not on screen beside the brief. */
  onShow(): void;
}

function Facts({ open, brief, onShow }: FactsProps) {
  const { summary } = open;
  const { events } = open.transcript;
  const mine = useDeskState((state) => isMine(state, summary));
  return (
    <>
      <Part heading={text.brief.need}>
        {brief.need ? <q className="brief__need">{brief.need}</q> : <p>{text.lists.noWords}</p>}
        {summary && (
          <p className="hint">
            <Source of={summary} />
          </p>
        )}
      </Part>
      <Part heading={text.brief.why}>
        <Why open={open} brief={brief} />
      </Part>
      <Part heading={text.brief.slots}>
        <Collected id={open.id} slots={brief.slots} events={events} mine={mine} />
      </Part>
      <Part heading={text.brief.lookups}>
        <LookedUp lookups={brief.lookups} />
      </Part>
      <Part heading={text.brief.form}>
        <FormStopped form={brief.form} />
      </Part>
      <Part heading={text.brief.topics}>
        <TopicsTried topics={brief.topics} events={events} onShow={onShow} />
      </Part>
      <Part heading={text.brief.earlier}>
        <EarlierConversations id={open.id} onShow={onShow} />
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

function Why({ open, brief }: { open: OpenConversation; brief: BriefData }) {
  const { summary } = open;
  const team = useDeskState((state) => teamName(summary?.team ?? null, state.teams));
  const started = summary?.started_at ?? "";
  return (
    <>
      <p>
        <PriorityMark priority={brief.priority} />{" "}
        <strong>{text.reason(brief.reason) || text.brief.notHandedOver}</strong>
        {brief.topic && ` · ${humanised(brief.topic)}`}
      </p>
      {team && <p>{text.conversation.team(team)}</p>}
      {summary?.opens_at && <p>{text.lists.opensAt(whenOpen(summary.opens_at))}</p>}
      <p className="hint">
        {brief.handed_over_at && `${text.brief.handedOver} ${clockTime(brief.handed_over_at)} · `}
        {text.brief.started} {clockTime(started)}, {dayOf(started)}
      </p>
    </>
  );
}
