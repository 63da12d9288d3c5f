import { useState } from "react";
import type { FollowUp, FollowUpState } from "../../api/office";
import { clockTime, dayOf } from "../../text/format";
import { office } from "../../text/office";
import { useAnswer } from "../useAnswer";
import { ConversationLink } from "./ConversationLink";
import { SelectField } from "./Fields";
import { FollowUpDialog } from "./FollowUpDialog";
import { Loaded, OfficePage } from "./OfficePage";

const words = office.followUps;
const STATES = Object.entries(words.states);

/** What low scores have left to do; supervisors only. */
export function FollowUpsPage() {
  const [state, setState] = useState<FollowUpState>("open");
  const [answer, again] = useAnswer(`follow-ups ${state}`, (api) => api.office.followUps(state));
  const [editing, setEditing] = useState<FollowUp | null>(null);
  const done = () => {
    setEditing(null);
    again();
  };
  return (
    <OfficePage title={words.title} intro={words.intro}>
      <div className="office__form">
        <SelectField
          label={words.show}
          value={state}
          onChange={(value) => setState(value as FollowUpState)}
          choices={STATES}
        />
      </div>
      <Loaded answer={answer} onAgain={again}>
        {(all) =>
          all.length === 0 ? (
            <p role="status">{words.empty}</p>
          ) : (
            <FollowUpTable all={all} onEdit={setEditing} />
          )
        }
      </Loaded>
      {editing && (
        <FollowUpDialog followUp={editing} onClose={() => setEditing(null)} onDone={done} />
      )}
    </OfficePage>
  );
}

interface TableProps {
  all: readonly FollowUp[];
  onEdit(followUp: FollowUp): void;
}

function FollowUpTable({ all, onEdit }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must take the keyboard
    <section className="table-box office__table" aria-label={words.title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.conversation}</th>
            <th scope="col">{words.score}</th>
            <th scope="col">{words.due}</th>
            <th scope="col">{words.owner}</th>
            <th scope="col">{words.outcome}</th>
            <th scope="col">{words.note}</th>
            <th scope="col">
              <span className="visually-hidden">{office.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <tr key={one.conversation_id}>
              <td data-label={words.conversation}>
                <ConversationLink id={one.conversation_id} />
              </td>
              <td data-label={words.score}>{one.score}</td>
              <td className="office__when" data-label={words.due} data-some={one.overdue}>
                {dayOf(one.due_at)} {clockTime(one.due_at)}
                {one.overdue && `, ${words.overdue}`}
              </td>
              <td data-label={words.owner}>{one.owner?.name ?? words.nobody}</td>
              <td data-label={words.outcome}>
                {one.outcome ? (words.outcomes[one.outcome] ?? one.outcome) : office.none}
              </td>
              <td data-label={words.note}>{one.note ?? office.none}</td>
              <td>
                <button
                  type="button"
                  className="button button--small"
                  aria-label={office.of(office.edit, one.conversation_id)}
                  onClick={() => onEdit(one)}
                >
                  {office.edit}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
