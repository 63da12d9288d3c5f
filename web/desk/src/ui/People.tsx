import type { Summary } from "../api/types";
import { isMine } from "../state/select";
import { text } from "../text/en";
import { useDesk, useDeskState } from "./context";

/** Who else is here: colleagues called in, and colleagues who look. */
export function People({ summary }: { summary: Summary }) {
  const me = useDeskState((state) => state.session.me?.id);
  const looking = useDeskState((state) => state.around.looking[summary.id]);
  const known = new Set([me, summary.assignee?.id, ...summary.helpers.map((one) => one.id)]);
  const others = (looking ?? []).filter((one) => !known.has(one.id));
  const helpers = summary.helpers.filter((one) => one.id !== me);
  return (
    <div className="head__people">
      {helpers.length > 0 && (
        <p>
          {text.conversation.helpers(helpers.map((one) => one.name).join(", "))}{" "}
          <LetGo summary={summary} />
        </p>
      )}
      {others.length > 0 && (
        <p>{text.conversation.looking(others.map((one) => one.name).join(", "))}</p>
      )}
    </div>
  );
}

function LetGo({ summary }: { summary: Summary }) {
  const desk = useDesk();
  const mine = useDeskState((state) => isMine(state, summary));
  if (!mine) return null;
  return summary.helpers.map((one) => (
    <button
      key={one.id}
      type="button"
      className="button button--link"
      onClick={() => void desk.acts.endHelp(summary.id, one.id)}
    >
      {text.conversation.letGo(one.name)}
    </button>
  ));
}
