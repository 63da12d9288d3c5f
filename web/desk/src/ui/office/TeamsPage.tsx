import { useState } from "react";
import type { TeamDraft, Versioned } from "../../api/office";
import type { Team } from "../../api/types";
import { office } from "../../text/office";
import { useDesk } from "../context";
import { useAnswer } from "../useAnswer";
import { SelectField, TextField } from "./Fields";
import { replaced, without } from "./lists";
import { Loaded, OfficePage } from "./OfficePage";
import { SaveBar } from "./SaveBar";
import { useDraft } from "./useDraft";

const words = office.teams;
const MODES = Object.entries(words.modes);

/** The teams, and how each gets its work; supervisors only. */
export function TeamsPage() {
  const [round, setRound] = useState(0);
  const [answer, again] = useAnswer(`teams ${round}`, async (api) => ({
    round,
    teams: await api.office.teamList(),
  }));
  return (
    <OfficePage title={words.title} intro={words.intro}>
      <Loaded answer={answer} onAgain={again}>
        {(loaded) => (
          <Teams key={loaded.round} start={loaded.teams} onReload={() => setRound(round + 1)} />
        )}
      </Loaded>
    </OfficePage>
  );
}

function Teams({ start, onReload }: { start: Versioned<Team>; onReload(): void }) {
  const desk = useDesk();
  const draft = useDraft<TeamDraft>(start, async (ask, list, version, then) =>
    ask(
      (api) => api.saveTeams(list, version),
      (saved) => {
        then(saved);
        void desk.self.loadTeams();
      },
    ),
  );
  const change = (at: number, team: TeamDraft) => draft.change(replaced(draft.list, at, team));
  return (
    <>
      {draft.list.length === 0 && <p>{words.empty}</p>}
      <ul className="office__cards">
        {draft.list.map((team, at) => (
          <li key={team.id ?? `new ${at}`} className="office__card office__row">
            <fieldset className="office__fields">
              <legend className="visually-hidden">{words.team(team.name)}</legend>
              <TextField
                label={words.name}
                value={team.name}
                onChange={(name) => change(at, { ...team, name })}
              />
              <SelectField
                label={words.mode}
                value={team.mode}
                choices={MODES}
                onChange={(mode) => change(at, { ...team, mode: mode as Team["mode"] })}
              />
            </fieldset>
            <button
              type="button"
              className="button button--small"
              aria-label={office.of(office.remove, words.team(team.name))}
              onClick={() => draft.change(without(draft.list, at))}
            >
              {office.remove}
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button"
        onClick={() => draft.change([...draft.list, { name: "", mode: "take" }])}
      >
        {words.add}
      </button>
      <SaveBar draft={draft} onReload={onReload} />
    </>
  );
}
