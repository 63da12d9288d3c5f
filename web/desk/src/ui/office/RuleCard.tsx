import type { Rule } from "../../api/office";
import type { Team } from "../../api/types";
import { humanised, languageName } from "../../text/format";
import { office } from "../../text/office";
import { reasonName } from "../../text/reasons";
import { teamName } from "../../text/work";
import { useDeskState } from "../context";

const words = office.rules;

interface Props {
  rule: Rule;
  isFirst: boolean;
  isLast: boolean;
  onEdit(): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

/** One rule in words, and what can be done with it. */
export function RuleCard({ rule, isFirst, isLast, onEdit, onMove, onRemove }: Props) {
  const teams = useDeskState((state) => state.teams);
  const act = (shown: string, run: () => void, off = false) => (
    <button
      type="button"
      className="button button--small"
      aria-label={office.of(shown, rule.name)}
      aria-disabled={off}
      onClick={() => off || run()}
    >
      {shown}
    </button>
  );
  return (
    <li className="office__card">
      <h3>{rule.name}</h3>
      <dl className="office__facts">
        <dt>{words.when}</dt>
        <dd>{conditionOf(rule)}</dd>
        <dt>{words.effect}</dt>
        <dd>{effectOf(rule, teams)}</dd>
      </dl>
      <div className="office__acts">
        {act(office.edit, onEdit)}
        {act(words.up, () => onMove(-1), isFirst)}
        {act(words.down, () => onMove(1), isLast)}
        {act(office.remove, onRemove)}
      </div>
    </li>
  );
}

/** "Topics: SNAP emergency; Languages: Spanish", or that it is always so. */
export function conditionOf(rule: Rule): string {
  const one = (label: string, values: readonly string[], name: (value: string) => string) =>
    values.length === 0 ? [] : [`${label}: ${values.map(name).join(", ")}`];
  const conditions = [
    ...one(words.topics, rule.topics, humanised),
    ...one(words.languages, rule.languages, languageName),
    ...one(words.channels, rule.channels, humanised),
    ...one(words.reasons, rule.reasons, reasonName),
  ];
  return conditions.length === 0 ? words.always : conditions.join("; ");
}

/** "team Cards and priority 7". */
export function effectOf(rule: Rule, teams: readonly Team[]): string {
  const effects = [
    ...(rule.team === null ? [] : [words.toTeam(teamName(rule.team, teams))]),
    ...(rule.priority > 0 ? [words.withPriority(rule.priority)] : []),
  ];
  return effects.join(words.and) || words.nothing;
}
