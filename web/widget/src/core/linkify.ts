/** A piece of a message: plain text, or an address with the href it leads to. */
export type Piece = { text: string } | { text: string; href: string };

// Web addresses with a scheme or a leading www., and mail addresses. Telephone
// numbers are left alone: case numbers look just like them.
const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gi;
const CLOSERS: Record<string, string> = { ")": "(", "]": "[" };

/** Cuts punctuation that ends the sentence rather than the address. */
function trimEnd(address: string): string {
  let end = address.length;
  while (end > 0) {
    const last = address[end - 1] ?? "";
    const opener = CLOSERS[last];
    const unbalanced =
      opener !== undefined &&
      address.slice(0, end).split(last).length > address.slice(0, end).split(opener).length;
    if (!unbalanced && !/[.,;:!?'"*_]/.test(last)) break;
    end -= 1;
  }
  return address.slice(0, end);
}

/** The target of an address, or null when it is not http(s) or mail after all. */
function hrefOf(address: string): string | null {
  if (!/^(https?:|www\.)/i.test(address)) return `mailto:${address}`;
  try {
    const url = new URL(/^www\./i.test(address) ? `https://${address}` : address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * Splits a text into plain pieces and links. The pieces joined give the text
 * again, letter for letter.
 */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimEnd(match[0]);
    const href = hrefOf(address);
    if (!href) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: address, href });
    from = match.index + address.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
