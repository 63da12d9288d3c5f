import { useEffect, useRef } from "react";
import type { Suggestion } from "../../api/types";
import type { OpenConversation } from "../../state/conversations";
import { text } from "../../text/en";
import { focusSoon, places } from "../focus";
import { useAnswer } from "../useAnswer";

/** Most suggestions shown: each has a key. */
const MOST = 3;

interface Props {
  open: OpenConversation;
  onInsert(answer: string): void;
}

/** Answers of the assistant's that may fit what the citizen last said; Alt and a number inserts one. */
export function Suggestions({ open, onInsert }: Props) {
  const said = open.transcript.events.findLast(
    (event) => event.type === "message" && event.author === "citizen",
  );
  const about = said ? `${open.id} ${said.seq}` : null;
  const [answer] = useAnswer(about, (api) => api.suggestions(open.id));
  // No answer is no trouble: the agent writes without.
  const found = answer.at === "here" ? answer.value.slice(0, MOST) : [];
  const insert = (suggestion: Suggestion) => {
    onInsert(suggestion.answer);
    focusSoon(places.writing);
  };
  useKeys(found, insert);
  if (found.length === 0) return null;
  return (
    <ul className="suggestions" aria-label={text.composer.suggestions}>
      {found.map((one, place) => (
        <li key={one.intent}>
          <button
            type="button"
            className="suggestion"
            title={one.answer}
            aria-keyshortcuts={`Alt+${place + 1}`}
            onClick={() => insert(one)}
          >
            <kbd>{text.composer.suggestionKey(place + 1)}</kbd>{" "}
            <span className="visually-hidden">{text.composer.insert("")}</span>
            <b>{one.title}</b> <span className="suggestion__text">{one.answer}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function useKeys(found: readonly Suggestion[], insert: (one: Suggestion) => void): void {
  const newest = useRef({ found, insert });
  newest.current = { found, insert };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]"))
        return;
      // By place on the keyboard: with Alt some layouts write another character.
      const number = /^(?:Digit|Numpad)([1-3])$/.exec(event.code)?.[1];
      const one = number && newest.current.found[Number(number) - 1];
      if (!one) return;
      event.preventDefault();
      newest.current.insert(one);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
