/** What an agent chose for this browser. */
export interface Settings {
  /** A sound for new work. */
  readonly sound: boolean;
  /** Notifications of the browser, while the desk is not on screen. */
  readonly popups: boolean;
  /** Shortcuts of one key. */
  readonly keys: boolean;
}

/** Sound and shortcuts are there from the start; notifications need the browser's consent. */
export const firstSettings: Settings = { sound: true, popups: false, keys: true };

/** What can happen to the settings. */
export type SettingsAction = { type: "settings/changed"; settings: Partial<Settings> };

/** Moves the settings. */
export function settings(state: Settings, action: SettingsAction): Settings {
  return { ...state, ...action.settings };
}

/** Settings as they were kept; what is none of ours is left out. */
export function readSettings(kept: string | null): Settings {
  try {
    const found = JSON.parse(kept ?? "{}") as Record<string, unknown>;
    const pick = (name: keyof Settings) =>
      typeof found[name] === "boolean" ? found[name] : firstSettings[name];
    return { sound: pick("sound"), popups: pick("popups"), keys: pick("keys") };
  } catch {
    return firstSettings;
  }
}
