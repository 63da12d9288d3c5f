import { useState } from "react";
import type { Presence } from "../api/types";
import { talks } from "../state/select";
import { text } from "../text/en";
import { useDesk, useDeskState } from "./context";
import { ShiftDialog } from "./dialogs/ShiftDialog";
import { useSubmit } from "./useSubmit";

const CHOICES: { presence: Presence; words: string }[] = [
  { presence: "available", words: text.header.available },
  { presence: "away", words: text.header.away },
];

/** Available or away, and the end of the shift, which hands everything over. */
export function PresenceControl() {
  const desk = useDesk();
  const presence = useDeskState((state) => state.session.me?.presence);
  const takes = useDeskState(talks);
  const [asking, setAsking] = useState(false);
  const { error, run } = useSubmit();
  if (!takes) return null;
  const end = () => {
    if (desk.store.get().held.length > 0) setAsking(true);
    else void run(() => desk.endShift());
  };
  return (
    <div className="presence">
      <fieldset className="segmented">
        <legend className="visually-hidden">{text.header.presence}</legend>
        {CHOICES.map((choice) => (
          <label
            key={choice.presence}
            className={`segmented__choice presence__choice--${choice.presence}`}
          >
            <input
              type="radio"
              name="presence"
              checked={presence === choice.presence}
              onChange={() => void run(() => desk.self.setPresence(choice.presence))}
            />
            <span>{choice.words}</span>
          </label>
        ))}
      </fieldset>
      {presence === "offline" ? (
        <span className="presence__off">{text.header.offline}</span>
      ) : (
        <button type="button" className="button button--quiet" onClick={end}>
          {text.header.endShift}
        </button>
      )}
      {error && (
        <p className="error-text" role="alert">
          {error}
        </p>
      )}
      {asking && <ShiftDialog onClose={() => setAsking(false)} />}
    </div>
  );
}
