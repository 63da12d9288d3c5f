import type { Language } from "../core/language";
import { en } from "./en";
import { es } from "./es";
import type { Strings } from "./types";

export type { Strings } from "./types";

const ALL: Record<Language, Strings> = { en, es };

/** The sentences of one language. */
export function stringsOf(language: Language): Strings {
  return ALL[language];
}
