import { useState } from "react";
import type { Summary } from "../../api/types";
import { text } from "../../text/en";
import { useDesk, useDeskState } from "../context";
import { useSubmit } from "../useSubmit";
import { Dialog } from "./Dialog";

const words = text.dialog.route;

/** A supervisor changes for whom a conversation waits, and how urgent it is. */
export function RouteDialog({ summary, onClose }: { summary: Summary; onClose(): void }) {
  const desk = useDesk();
  const teams = useDeskState((state) => state.teams);
  const [team, setTeam] = useState(summary.team ?? "");
  const [priority, setPriority] = useState(String(summary.priority));
  const { busy, error, run } = useSubmit();
  const submit = async () => {
    const wish = () => desk.acts.route(summary.id, team === "" ? null : team, Number(priority));
    if (await run(wish)) onClose();
  };
  const levels = Array.from({ length: 11 }, (_, level) => String(level));
  return (
    <Dialog
      heading={words.heading}
      submit={words.submit}
      busy={busy}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className="field">
        <label htmlFor="route-team">{words.team}</label>
        <select id="route-team" value={team} onChange={(event) => setTeam(event.target.value)}>
          <option value="">{text.board.anyTeam}</option>
          {teams.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="route-priority">{words.priority}</label>
        <select
          id="route-priority"
          value={priority}
          aria-describedby="route-hint"
          onChange={(event) => setPriority(event.target.value)}
        >
          {levels.map((level) => (
            <option key={level}>{level}</option>
          ))}
        </select>
        <p id="route-hint" className="hint">
          {words.hint}
        </p>
      </div>
    </Dialog>
  );
}
