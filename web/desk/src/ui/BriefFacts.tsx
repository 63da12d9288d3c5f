import type { CollectedSlot, FormStop, Lookup, TriedTopic } from "../api/types";
import { text } from "../text/en";
import { clockTime, humanised, percent } from "../text/format";

/** What the bot collected, with where it comes from and when. */
export function Collected({ slots }: { slots: readonly CollectedSlot[] }) {
  if (slots.length === 0) return <p className="hint">{text.brief.noSlots}</p>;
  return (
    <dl className="facts">
      {slots.map((slot) => (
        <div key={slot.name}>
          <dt>{humanised(slot.name)}</dt>
          <dd>
            <span className="facts__value">{shown(slot.value)}</span>
            <span className="hint">
              {text.brief.origin(slot.origin)} {slot.at && clockTime(slot.at)}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What was asked of the agency's systems, and what they said. */
export function LookedUp({ lookups }: { lookups: readonly Lookup[] }) {
  if (lookups.length === 0) return <p className="hint">{text.brief.noLookups}</p>;
  return (
    <dl className="facts">
      {lookups.map((lookup, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lookups only grow at the end
        <div key={index}>
          <dt>
            {humanised(lookup.system)}: {lookup.subject}
          </dt>
          <dd>
            <span className="facts__value">{lookup.result}</span>
            <span className="hint">{lookup.at && clockTime(lookup.at)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Where a form stopped. */
export function FormStopped({ form }: { form: FormStop | null }) {
  if (form === null) return <p className="hint">{text.brief.noForm}</p>;
  const slot = form.requested_slot ? humanised(form.requested_slot) : "";
  return <p>{text.brief.formAt(humanised(form.name), slot)}</p>;
}

/** What the bot thought it was about, and how sure it was. */
export function TopicsTried({ topics }: { topics: readonly TriedTopic[] }) {
  if (topics.length === 0) return <p className="hint">{text.brief.noTopics}</p>;
  return (
    <ul className="topics">
      {topics.map((topic) => (
        <li key={`${topic.seq}-${topic.intent}`}>
          <span>{humanised(topic.intent)}</span>
          <span className="topics__sure">{percent(topic.confidence)}</span>
          <svg
            className="topics__bar"
            viewBox="0 0 100 4"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <rect className="topics__rail" width="100" height="4" />
            <rect className="topics__level" width={topic.confidence * 100} height="4" />
          </svg>
        </li>
      ))}
    </ul>
  );
}

function shown(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(shown).join(", ");
  return value === null || value === undefined ? "" : JSON.stringify(value);
}
