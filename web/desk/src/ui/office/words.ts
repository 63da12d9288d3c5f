import { languageName } from "../../text/format";

/** "en, es" becomes ["en", "es"]; empty parts are left out. */
export function parts(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** ["en", "es"] as it is typed. */
export function typed(list: readonly string[]): string {
  return list.join(", ");
}

/** "English, Spanish", or what stands for none. */
export function languageNames(list: readonly string[], none: string): string {
  return list.length === 0 ? none : list.map(languageName).join(", ");
}
