import { useState } from "react";
import type { Rule } from "../../api/office";
import { office } from "../../text/office";
import { useDeskState } from "../context";
import { Dialog } from "../dialogs/Dialog";
import { SelectField, TextField } from "./Fields";
import { parts, typed } from "./words";

const words = office.rules;
const PRIORITIES = Array.from(
  { length: 10 },
  (_, level) => [String(level), String(level)] as const,
);
const FRESH: Rule = {
  name: "",
  team: null,
  priority: 0,
  topics: [],
  languages: [],
  channels: [],
  reasons: [],
};

interface Props {
  /** The rule that is changed, or null for a new one. */
  rule: Rule | null;
  onApply(rule: Rule): void;
  onClose(): void;
}

/** Changes one rule of the draft; the service looks at it when all are saved. */
export function RuleDialog({ rule, onApply, onClose }: Props) {
  const teams = useDeskState((state) => state.teams);
  const [before] = useState(rule ?? FRESH);
  const [name, setName] = useState(before.name);
  const [team, setTeam] = useState(before.team ?? "");
  const [priority, setPriority] = useState(String(before.priority));
  const [topics, setTopics] = useState(typed(before.topics));
  const [languages, setLanguages] = useState(typed(before.languages));
  const [channels, setChannels] = useState(typed(before.channels));
  const [reasons, setReasons] = useState(typed(before.reasons));
  const apply = () =>
    onApply({
      ...before,
      name,
      team: team === "" ? null : team,
      priority: Number(priority),
      topics: parts(topics),
      languages: parts(languages),
      channels: parts(channels),
      reasons: parts(reasons),
    });
  const of = (label: string, value: string, onChange: (value: string) => void) => (
    <TextField label={label} hint={words.listHint} value={value} onChange={onChange} />
  );
  return (
    <Dialog
      heading={rule ? words.editing(rule.name) : words.adding}
      submit={words.apply}
      busy={false}
      error={null}
      onSubmit={apply}
      onClose={onClose}
    >
      <TextField label={words.name} value={name} onChange={setName} />
      <SelectField
        label={words.team}
        value={team}
        onChange={setTeam}
        choices={[["", words.noTeam], ...teams.map(({ id, name: shown }) => [id, shown] as const)]}
      />
      <SelectField
        label={words.priority}
        hint={words.priorityHint}
        value={priority}
        onChange={setPriority}
        choices={PRIORITIES}
      />
      {of(words.topics, topics, setTopics)}
      {of(words.languages, languages, setLanguages)}
      {of(words.channels, channels, setChannels)}
      {of(words.reasons, reasons, setReasons)}
    </Dialog>
  );
}
