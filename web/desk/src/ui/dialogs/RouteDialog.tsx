import { useState } from "react";
import type { Rerouting, Summary } from "../../api/types";
import { text } from "../../text/en";
import { useDesk, useDeskState } from "../context";
import { useSubmit } from "../useSubmit";
import { Dialog } from "./Dialog";

const words = text.dialog.route;
/** What a supervisor can choose. */
const LEVELS = Array.from({ length: 11 }, (_, level) => String(level));

/** A supervisor changes for whom a conversation waits, and how urgent it is. */
export function RouteDialog({ summary, onClose }: { summary: Summary; onClose(): void }) {
  const desk = useDesk();
  const teams = useDeskState((state) => state.teams);
  const [team, setTeam] = useState(summary.team ?? "");
  const [priority, setPriority] = useState(String(summary.priority));
  const { busy, error, run } = useSubmit();
  const submit = async () => {
    // Only what was changed: the assistant may have given a crisis more than people can.
    const change: Rerouting = {
      ...(team !== (summary.team ?? "") && { team: team === "" ? null : team }),
      ...(priority !== String(summary.priority) && { priority: Number(priority) }),
    };
    if (await run(() => desk.acts.route(summary.id, change))) onClose();
  };
  const levels = new Set([...LEVELS, String(summary.priority)]);
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
          {[...levels].map((level) => (
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
