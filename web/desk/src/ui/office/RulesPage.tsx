import { useState } from "react";
import type { Rule, Versioned } from "../../api/office";
import { office } from "../../text/office";
import { useAnswer } from "../useAnswer";
import { moved, replaced, without } from "./lists";
import { Loaded, OfficePage } from "./OfficePage";
import { RuleCard } from "./RuleCard";
import { RuleDialog } from "./RuleDialog";
import { SaveBar } from "./SaveBar";
import { TryRules } from "./TryRules";
import { useDraft } from "./useDraft";

const words = office.rules;

/** What gives those who wait their team and priority; supervisors only. */
export function RulesPage() {
  const [round, setRound] = useState(0);
  const [answer, again] = useAnswer(`rules ${round}`, async (api) => ({
    round,
    rules: await api.office.rules(),
  }));
  return (
    <OfficePage title={words.title} intro={words.intro}>
      <Loaded answer={answer} onAgain={again}>
        {(loaded) => (
          <Rules key={loaded.round} start={loaded.rules} onReload={() => setRound(round + 1)} />
        )}
      </Loaded>
    </OfficePage>
  );
}

/** A rule in the list, or a new one at its end. */
const NEW = -1;

function Rules({ start, onReload }: { start: Versioned<Rule>; onReload(): void }) {
  const draft = useDraft<Rule>(start, (ask, list, version, then) =>
    ask((api) => api.saveRules(list, version), then),
  );
  const [editing, setEditing] = useState<number | null>(null);
  const apply = (rule: Rule) => {
    if (editing === null) return;
    const list = draft.list;
    draft.change(editing === NEW ? [...list, rule] : replaced(list, editing, rule));
    setEditing(null);
  };
  return (
    <>
      {draft.list.length === 0 && <p>{words.empty}</p>}
      <ol className="office__cards">
        {draft.list.map((rule, at) => (
          <RuleCard
            key={rule.id ?? rule.name}
            rule={rule}
            isFirst={at === 0}
            isLast={at === draft.list.length - 1}
            onEdit={() => setEditing(at)}
            onMove={(by) => draft.change(moved(draft.list, at, by))}
            onRemove={() => draft.change(without(draft.list, at))}
          />
        ))}
      </ol>
      <button type="button" className="button" onClick={() => setEditing(NEW)}>
        {words.add}
      </button>
      <SaveBar draft={draft} onReload={onReload} />
      <TryRules rules={draft.list} />
      {editing !== null && (
        <RuleDialog
          rule={draft.list[editing] ?? null}
          onApply={apply}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
