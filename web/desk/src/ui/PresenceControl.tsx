import type { Presence } from "../api/types";
import { text } from "../text/en";
import { useDesk, useDeskState } from "./context";
import { useSubmit } from "./useSubmit";

const CHOICES: Presence[] = ["available", "away"];

/** Available or away; colleagues see it when they transfer. */
export function PresenceControl() {
  const desk = useDesk();
  const presence = useDeskState((state) => state.session.me?.presence);
  const { error, run } = useSubmit();
  return (
    <fieldset className="segmented presence">
      <legend className="visually-hidden">{text.header.presence}</legend>
      {CHOICES.map((choice) => (
        <label key={choice} className={`segmented__choice presence__choice--${choice}`}>
          <input
            type="radio"
            name="presence"
            checked={presence === choice}
            onChange={() => void run(() => desk.acts.setPresence(choice))}
          />
          <span>{choice === "available" ? text.header.available : text.header.away}</span>
        </label>
      ))}
      {error && (
        <p className="error-text" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
