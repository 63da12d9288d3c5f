import { useState } from "react";
import type { Canned } from "../../api/office";
import { languageName } from "../../text/format";
import { office } from "../../text/office";
import { teamName } from "../../text/work";
import { useDeskState } from "../context";
import { useAnswer } from "../useAnswer";
import { CannedDialog, DropDialog } from "./CannedDialog";
import { found } from "./cannedSearch";
import { TextField } from "./Fields";
import { Loaded, OfficePage } from "./OfficePage";

const words = office.canned;

type Asking = { what: "add" } | { what: "edit" | "drop"; canned: Canned };

/** Canned responses: everybody keeps their own, editors those of all. */
export function CannedPage() {
  const [answer, again] = useAnswer("canned", (api) => api.office.cannedList());
  const [asking, setAsking] = useState<Asking | null>(null);
  const [query, setQuery] = useState("");
  const close = () => setAsking(null);
  const done = () => {
    close();
    again();
  };
  const add = (
    <button
      type="button"
      className="button button--primary"
      onClick={() => setAsking({ what: "add" })}
    >
      {words.add}
    </button>
  );
  return (
    <OfficePage title={words.title} intro={words.intro} actions={add}>
      <Loaded answer={answer} onAgain={again}>
        {(all) => (
          <>
            <div className="office__form">
              <TextField label={words.search} type="search" value={query} onChange={setQuery} />
            </div>
            <Shown all={all} query={query} onAsk={setAsking} />
          </>
        )}
      </Loaded>
      {asking?.what === "add" && <CannedDialog canned={null} onClose={close} onDone={done} />}
      {asking?.what === "edit" && (
        <CannedDialog canned={asking.canned} onClose={close} onDone={done} />
      )}
      {asking?.what === "drop" && (
        <DropDialog canned={asking.canned} onClose={close} onDone={done} />
      )}
    </OfficePage>
  );
}

interface ShownProps {
  all: readonly Canned[];
  query: string;
  onAsk(asking: Asking): void;
}

function Shown({ all, query, onAsk }: ShownProps) {
  const shown = found(all, query);
  if (shown.length === 0) {
    return <p role="status">{all.length === 0 ? words.empty : words.noneFound}</p>;
  }
  return (
    <ul className="office__cards">
      {shown.map((canned) => (
        <Card key={canned.id} canned={canned} onAsk={onAsk} />
      ))}
    </ul>
  );
}

function Card({ canned, onAsk }: { canned: Canned; onAsk(asking: Asking): void }) {
  const teams = useDeskState((state) => state.teams);
  const act = (what: "edit" | "drop", shown: string) => (
    <button
      type="button"
      className="button button--small"
      aria-label={office.of(shown, `/${canned.shortcut}`)}
      onClick={() => onAsk({ what, canned })}
    >
      {shown}
    </button>
  );
  const scope = canned.personal
    ? words.personal
    : canned.team === null
      ? words.all
      : words.ofTeam(teamName(canned.team, teams));
  return (
    <li className="office__card">
      <h3>
        <code>/{canned.shortcut}</code> {canned.title}
      </h3>
      <p className="hint">
        {languageName(canned.language)} · {scope}
      </p>
      <p className="office__text">{canned.text}</p>
      {canned.editable && (
        <div className="office__acts">
          {act("edit", office.edit)}
          {act("drop", office.remove)}
        </div>
      )}
    </li>
  );
}
