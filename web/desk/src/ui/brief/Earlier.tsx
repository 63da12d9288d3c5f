import type { Earlier } from "../../api/types";
import { pathOf } from "../../desk/route";
import { text } from "../../text/en";
import { dayOf, humanised } from "../../text/format";
import { dispositionLabel } from "../../text/lines";
import { useDeskState } from "../context";
import { useNavigation } from "../navigation";
import { useAnswer } from "../useAnswer";

/** What this citizen wanted before, as far as the channel knows them. */
export function EarlierConversations({ id }: { id: string }) {
  const [answer] = useAnswer(id, (api) => api.earlier(id));
  if (answer.at === "asking") return <p className="hint">{text.brief.earlierLoading}</p>;
  if (answer.at === "failed") return <p className="hint">{text.brief.earlierFailed}</p>;
  if (answer.value.length === 0) return <p className="hint">{text.brief.noEarlier}</p>;
  return (
    <ul className="earlier-list">
      {answer.value.map((one) => (
        <li key={`${one.id}-${one.started_at}`}>
          <One earlier={one} isThis={one.id === id} />
        </li>
      ))}
    </ul>
  );
}

function One({ earlier, isThis }: { earlier: Earlier; isThis: boolean }) {
  const { show } = useNavigation();
  const dispositions = useDeskState((state) => state.dispositions);
  const title = earlier.topic ? humanised(earlier.topic) : text.topic(null);
  const who = earlier.assignee
    ? text.brief.earlierBy(earlier.assignee.name)
    : text.brief.earlierBot;
  const outcome = dispositionLabel(earlier.disposition, dispositions);
  return (
    <>
      {isThis ? (
        <b>{title}</b>
      ) : (
        <a
          href={pathOf(earlier.id)}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            show(earlier.id);
          }}
        >
          {title}
        </a>
      )}
      {earlier.need && <q className="row__words">{earlier.need}</q>}
      <span className="hint">
        {[dayOf(earlier.started_at), who, outcome].filter(Boolean).join(" · ")}
      </span>
    </>
  );
}
