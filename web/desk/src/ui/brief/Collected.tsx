import { type FormEvent, useState } from "react";
import type { DeskEvent } from "../../api/events";
import type { CollectedSlot } from "../../api/types";
import { correctorOf } from "../../state/answers";
import { text } from "../../text/en";
import { clockTime, factValue, humanised } from "../../text/format";
import { useDesk } from "../context";
import { focusSoon } from "../focus";
import { useSubmit } from "../useSubmit";

interface Props {
  id: string;
  slots: readonly CollectedSlot[];
  events: readonly DeskEvent[];
  /** Who has the conversation can put facts right. */
  mine: boolean;
}

/** What is known, with where it comes from and when; put right in place. */
export function Collected({ id, slots, events, mine }: Props) {
  const [editing, setEditing] = useState<string | null>(null);
  if (slots.length === 0) return <p className="hint">{text.brief.noSlots}</p>;
  const done = (slot: CollectedSlot) => {
    setEditing(null);
    focusSoon(buttonId(slot));
  };
  return (
    <dl className="facts">
      {slots.map((slot) => (
        <div key={slot.name}>
          <dt>{humanised(slot.name)}</dt>
          <dd>
            {mine && editing === slot.name ? (
              <Correction id={id} slot={slot} onDone={() => done(slot)} />
            ) : (
              <>
                <span className="facts__value">
                  {factValue(slot.value)}
                  {mine && <CorrectButton slot={slot} onPress={() => setEditing(slot.name)} />}
                </span>
                <span className="hint">
                  {originOf(slot, events)} {slot.at && clockTime(slot.at)}
                </span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function originOf(slot: CollectedSlot, events: readonly DeskEvent[]): string {
  const by = slot.origin === "agent" ? correctorOf(events, slot.name) : null;
  return by ? text.brief.correctedBy(by.name) : text.brief.origin(slot.origin);
}

function buttonId(slot: CollectedSlot): string {
  return `correct-${slot.name}`;
}

function CorrectButton({ slot, onPress }: { slot: CollectedSlot; onPress(): void }) {
  return (
    <button
      id={buttonId(slot)}
      type="button"
      className="button button--link"
      aria-label={text.brief.correct(humanised(slot.name))}
      onClick={onPress}
    >
      {text.brief.correcting}
    </button>
  );
}

/** The bot, the brief and the next agent use what is saved here. */
function Correction({ id, slot, onDone }: { id: string; slot: CollectedSlot; onDone(): void }) {
  const desk = useDesk();
  const [value, setValue] = useState(factValue(slot.value));
  const { busy, error, refuse, run } = useSubmit();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const words = value.trim();
    if (words === "") refuse(text.brief.emptyFact);
    else if (words === factValue(slot.value)) onDone();
    else if (await run(() => desk.acts.correct(id, slot.name, words))) onDone();
  };
  return (
    <form className="correction" onSubmit={(event) => void save(event)} noValidate>
      <input
        // biome-ignore lint/a11y/noAutofocus: the agent has just asked to write here
        autoFocus
        value={value}
        aria-label={humanised(slot.name)}
        aria-invalid={error !== null}
        autoComplete="off"
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onDone()}
      />
      <button type="submit" className="button button--small button--primary" aria-disabled={busy}>
        {text.brief.save}
      </button>
      <button type="button" className="button button--small" onClick={onDone}>
        {text.brief.cancel}
      </button>
      <p className="error-text" role="alert">
        {error}
      </p>
    </form>
  );
}
