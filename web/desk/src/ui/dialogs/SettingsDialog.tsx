import { useState } from "react";
import { askForPopups } from "../../desk/alarm";
import type { Settings } from "../../state/settings";
import { text } from "../../text/en";
import { useDesk, useDeskState } from "../context";
import { Sheet } from "./Sheet";

const words = text.menu;

/** Sound, notifications and shortcuts, kept in this browser. */
export function SettingsDialog({ onClose }: { onClose(): void }) {
  const desk = useDesk();
  const settings = useDeskState((state) => state.settings);
  const [refused, setRefused] = useState(false);
  const set = async (name: keyof Settings, on: boolean) => {
    if (name === "popups") {
      const allowed = !on || (await askForPopups());
      setRefused(!allowed);
      if (!allowed) return;
    }
    desk.self.choose({ [name]: on });
  };
  const box = (name: keyof Settings, label: string, hint: string) => (
    <div className="setting">
      <label>
        <input
          type="checkbox"
          checked={settings[name]}
          aria-describedby={`setting-${name}`}
          onChange={(event) => void set(name, event.target.checked)}
        />
        <span>{label}</span>
      </label>
      <p id={`setting-${name}`} className="hint">
        {hint}
      </p>
    </div>
  );
  return (
    <Sheet heading={words.settings} close={words.done} onClose={onClose}>
      {box("sound", words.sound, words.soundHint)}
      <button type="button" className="button button--small" onClick={() => desk.self.tryAlarm()}>
        {words.tryIt}
      </button>
      {box("popups", words.popups, words.popupsHint)}
      <p className="error-text" role="alert">
        {refused && words.popupsRefused}
      </p>
      {box("keys", words.shortcuts, words.shortcutsHint)}
      <p className="hint">{words.kept}</p>
    </Sheet>
  );
}
