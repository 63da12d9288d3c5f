import type { CannedResponse } from "../api/types";

/** Most canned responses shown at once: more are found by typing on. */
const MOST = 8;
/** A variable that was not filled in, as it stands in a text. */
const GAP = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** A word that is being typed after a slash: where it begins in the text, and what follows it. */
export interface Slash {
  readonly from: number;
  readonly query: string;
}

/** The word that starts with a slash right before the caret, or null. A path or link is none. */
export function slashAt(text: string, caret: number): Slash | null {
  const found = /(?:^|\s)\/([^\s/]*)$/.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[1] ?? "";
  return { from: caret - query.length - 1, query };
}

/** Responses that fit what is typed: by shortcut, then by title, then by their words. */
export function matching(all: readonly CannedResponse[], query: string): CannedResponse[] {
  const wanted = plain(query);
  const rank = (one: CannedResponse) => {
    if (plain(one.shortcut).startsWith(wanted)) return 0;
    if (plain(one.title).includes(wanted)) return 1;
    return plain(one.filled).includes(wanted) ? 2 : 3;
  };
  return all
    .filter((one) => rank(one) < 3)
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, MOST);
}

/** A variable nobody has filled in, and where it stands. */
export interface Gap {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Every `{{variable}}` that still stands in a text. */
export function gapsIn(text: string): Gap[] {
  return [...text.matchAll(GAP)].map((found) => ({
    name: found[1] ?? "",
    from: found.index,
    to: found.index + found[0].length,
  }));
}

/** Accents and case do not matter to somebody who types fast. */
function plain(words: string): string {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
