import type { Canned } from "../../api/office";

/** Those with all words of the query somewhere in shortcut, title, text or language. */
export function found(all: readonly Canned[], query: string): Canned[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((one) => {
    const words = `/${one.shortcut} ${one.title} ${one.text} ${one.language}`.toLowerCase();
    return wanted.every((word) => words.includes(word));
  });
}
