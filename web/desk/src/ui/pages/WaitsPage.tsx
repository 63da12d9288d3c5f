import { useState } from "react";
import type { WaitGroup, WaitReport } from "../../api/board";
import { text } from "../../text/en";
import { percent } from "../../text/format";
import { teamName } from "../../text/work";
import { useDeskState } from "../context";
import { places } from "../focus";
import { useAnswer } from "../useAnswer";
import { HourChart } from "./HourChart";
import { WaitTable } from "./WaitTable";

const words = text.waits;
const SPANS = [1, 7, 30, 90];

/** How well the wait was forecast: what citizens were shown, held against what came true. */
export function WaitsPage() {
  const [days, setDays] = useState(7);
  const [answer] = useAnswer(`calibration ${days}`, (api) => api.calibration(days));
  return (
    <>
      <div className="page__head">
        <h2 id={places.page} tabIndex={-1}>
          {words.heading}
        </h2>
        <label className="span">
          {words.days}
          <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {SPANS.map((span) => (
              <option key={span} value={span}>
                {words.lastDays(span)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className="hint">
        {words.explain} {words.goal}
      </p>
      {answer.at === "asking" && <p role="status">{words.loading}</p>}
      {answer.at === "failed" && (
        <p className="error-text" role="alert">
          {words.failed} {answer.why}
        </p>
      )}
      {answer.at === "here" && <Report report={answer.value} />}
    </>
  );
}

function Report({ report }: { report: WaitReport }) {
  const [team, setTeam] = useState<string>("");
  const teams = useDeskState((state) => state.teams);
  if (report.all === null || report.groups.length === 0) return <p>{words.none}</p>;
  const ids = [...new Set(report.groups.map((group) => group.team ?? ""))];
  const chosen = ids.includes(team) ? team : (ids[0] ?? "");
  const groups = report.groups.filter((group) => (group.team ?? "") === chosen);
  return (
    <>
      <Headline all={report.all} goal={report.goal} />
      {!report.whole && <p className="hint">{words.partly}</p>}
      {ids.length > 1 && (
        <label className="span">
          {words.team}
          <select value={chosen} onChange={(event) => setTeam(event.target.value)}>
            {ids.map((id) => (
              <option key={id} value={id}>
                {id === "" ? text.board.anyTeam : teamName(id, teams)}
              </option>
            ))}
          </select>
        </label>
      )}
      <HourChart groups={groups} goal={report.goal} />
      <WaitTable groups={groups} all={report.all} goal={report.goal} />
    </>
  );
}

function Headline({ all, goal }: { all: WaitGroup; goal: number }) {
  const kept = all.inside !== null && all.inside >= goal;
  return (
    <p className="headline" data-kept={kept}>
      <b>{all.inside === null ? text.board.none : percent(all.inside)}</b>{" "}
      {words.share.toLowerCase()}{" "}
      <span className="hint">
        {words.known(all.known)}, {words.gaveUp.toLowerCase()} {all.gave_up},{" "}
        {words.stillWaiting.toLowerCase()} {all.waiting}
      </span>
    </p>
  );
}
