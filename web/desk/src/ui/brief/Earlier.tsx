import type { Earlier } from "../../api/types";
import { pathOf } from "../../desk/route";
import { text } from "../../text/en";
import { dayOf, humanised } from "../../text/format";
import { dispositionLabel } from "../../text/lines";
import { useDeskState } from "../context";
import { showEntrySoon } from "../focus";
import { useNavigation } from "../navigation";
import { useAnswer } from "../useAnswer";

/** What this citizen wanted before, as far as the channel knows them. */
export function EarlierConversations({ id, onShow }: { id: string; onShow(): void }) {
  const [answer] = useAnswer(id, (api) => api.earlier(id));
  if (answer.at === "asking") return <p className="hint">{text.brief.earlierLoading}</p>;
  if (answer.at === "failed") return <p className="hint">{text.brief.earlierFailed}</p>;
  if (answer.value.length === 0) return <p className="hint">{text.brief.noEarlier}</p>;
  return (
    <ul className="earlier-list">
      {answer.value.map((one) => (
        <li key={`${one.conversation_id}-${one.from_seq}`}>
          <One earlier={one} isThis={one.conversation_id === id} onShow={onShow} />
        </li>
      ))}
    </ul>
  );
}

interface OneProps {
  earlier: Earlier;
  /** It is further up in the same transcript. */
  isThis: boolean;
  onShow(): void;
}

function One({ earlier, isThis, onShow }: OneProps) {
  const { show } = useNavigation();
  const dispositions = useDeskState((state) => state.dispositions);
  const who = earlier.agent ? text.brief.earlierBy(earlier.agent.name) : text.brief.earlierBot;
  const outcome = dispositionLabel(earlier.disposition, dispositions);
  const lead = () => {
    if (!isThis) {
      show(earlier.conversation_id);
      return;
    }
    onShow();
    showEntrySoon(earlier.from_seq);
  };
  return (
    <>
      <a
        href={pathOf(earlier.conversation_id)}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          lead();
        }}
      >
        {earlier.topic ? humanised(earlier.topic) : text.topic(null)}
      </a>
      {earlier.need && <q className="row__words">{earlier.need}</q>}
      <span className="hint">
        {[dayOf(earlier.started_at), who, outcome].filter(Boolean).join(" · ")}
      </span>
    </>
  );
}
