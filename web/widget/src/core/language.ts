/** Languages the widget itself speaks. */
export type Language = "en" | "es";

/**
 * The language to show: the first wish the widget speaks, else English.
 *
 * @param wishes BCP 47 tags, best first (attribute, page, browser); blanks are skipped
 */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const primary = (wish ?? "").toLowerCase().split("-")[0];
    if (primary === "en" || primary === "es") return primary;
  }
  return "en";
}
