import { type FormEvent, useState } from "react";
import type { Rule, TrialOutcome } from "../../api/office";
import { office } from "../../text/office";
import { useSubmit } from "../useSubmit";
import { TextField } from "./Fields";
import { useOffice } from "./useOffice";

const words = office.rules;

/** What the rules, saved or not, would make of a conversation. */
export function TryRules({ rules }: { rules: readonly Rule[] }) {
  const ask = useOffice();
  const { busy, error, run } = useSubmit();
  const [topic, setTopic] = useState("");
  const [language, setLanguage] = useState("en");
  const [channel, setChannel] = useState("web");
  const [reason, setReason] = useState("asked");
  const [outcome, setOutcome] = useState<TrialOutcome | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const trial = { topic: topic.trim() || null, language, channel, reason };
    setOutcome(null);
    void run(() => ask((api) => api.tryRules(trial, rules), setOutcome));
  };
  return (
    <section className="office__card" aria-labelledby="try-heading">
      <h3 id="try-heading">{words.tryTitle}</h3>
      <p className="hint">{words.tryHint}</p>
      <form className="office__form" onSubmit={submit}>
        <TextField label={words.topic} value={topic} onChange={setTopic} />
        <TextField label={words.language} value={language} onChange={setLanguage} />
        <TextField label={words.channel} value={channel} onChange={setChannel} />
        <TextField label={words.reason} value={reason} onChange={setReason} />
        <button type="submit" className="button" aria-disabled={busy}>
          {words.tryIt}
        </button>
      </form>
      <div role="status">{outcome && <Outcome outcome={outcome} />}</div>
      {error && (
        <p className="error-text" role="alert">
          {error}
        </p>
      )}
    </section>
  );
}

function Outcome({ outcome: { team, priority, rule, fitting } }: { outcome: TrialOutcome }) {
  return (
    <p>
      <strong>{words.outcome(team?.name ?? words.everybody, priority)}</strong>{" "}
      {rule && `${words.gaveTeam(rule)} `}
      {fitting.length === 0 ? words.noneFits : words.fitting(fitting.join(", "))}
    </p>
  );
}
