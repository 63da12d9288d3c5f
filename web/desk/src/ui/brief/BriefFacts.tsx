import type { FormStop, Lookup } from "../../api/types";
import { text } from "../../text/en";
import { clockTime, humanised } from "../../text/format";

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
