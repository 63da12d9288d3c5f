import { text } from "../../text/en";
import { languageName } from "../../text/format";
import { places } from "../focus";
import type { Canned } from "./useCanned";

/** The id of an option in the list. */
export function cannedOption(id: string): string {
  return `canned-${id}`;
}

/** The canned responses that fit what is typed after the slash. */
export function CannedList({ canned }: { canned: Canned }) {
  const { found, chosen, insert } = canned;
  return (
    <div className="canned">
      <p className="canned__state" role="status">
        {stateOf(canned)}
      </p>
      <div id={places.canned} role="listbox" aria-label={text.composer.canned}>
        {found.map((one) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text box
          <div
            key={one.id}
            id={cannedOption(one.id)}
            className="canned__one"
            role="option"
            tabIndex={-1}
            aria-selected={one === chosen}
            // The text box keeps the focus, or the list would close under the pointer.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => insert(one)}
          >
            <b>/{one.shortcut}</b> <span>{one.title}</span>{" "}
            <span className="hint">{languageName(one.language)}</span>
            <span className="canned__text">{one.filled}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

function stateOf({ answer, found }: Canned): string {
  if (answer.at === "asking") return text.composer.cannedLoading;
  if (answer.at === "failed") return answer.why;
  return found.length === 0 ? text.composer.cannedNone : text.composer.cannedCount(found.length);
}
