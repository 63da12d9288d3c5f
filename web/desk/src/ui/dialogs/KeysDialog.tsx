import { text } from "../../text/en";
import { useDeskState } from "../context";
import { SHORTCUTS } from "../shortcuts";
import { Sheet } from "./Sheet";

const WRITING = [
  { key: "Enter", words: "Send" },
  { key: "Shift+Enter", words: "New line" },
  { key: "/", words: "Find a canned response; arrows choose, Enter inserts" },
  { key: "Alt+1 to Alt+3", words: "Insert a suggested answer (works everywhere)" },
  { key: "Escape", words: "Leave the text box" },
];

/** The visible list of every shortcut. */
export function KeysDialog({ onClose }: { onClose(): void }) {
  const on = useDeskState((state) => state.settings.keys);
  return (
    <Sheet heading={text.keys.heading} close={text.keys.close} onClose={onClose}>
      <p className="hint">{on ? text.keys.hint : text.keys.off}</p>
      <h3>{text.keys.anywhere}</h3>
      <Keys keys={SHORTCUTS} short />
      <h3>{text.keys.writing}</h3>
      <Keys keys={WRITING} />
    </Sheet>
  );
}

interface KeysProps {
  keys: readonly { key: string; words: string }[];
  /** All of them are one letter. */
  short?: boolean;
}

function Keys({ keys, short = false }: KeysProps) {
  return (
    <dl className={short ? "keys keys--short" : "keys"}>
      {keys.map(({ key, words }) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
