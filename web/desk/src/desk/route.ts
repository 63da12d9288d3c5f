const PREFIX = "/desk/c/";
const ROOT = "/desk";

/** What the desk shows: conversations, or one of the pages beside them ("board", "office/rules"). */
export interface Place {
  readonly conversation: string | null;
  readonly page: string | null;
}

/** The place an address names. `#/board` is understood as well as `/desk/board`. */
export function placeIn(path: string, hash = ""): Place {
  if (hash.startsWith("#/")) return placeIn(`${ROOT}${hash.slice(1)}`);
  const conversation = conversationIn(path);
  if (conversation !== null || path.startsWith(PREFIX)) return { conversation, page: null };
  const page = path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length + 1).replace(/\/$/, "") : "";
  return { conversation: null, page: page === "" ? null : page };
}

/** The conversation a path of the desk names, or null: `/desk/c/<id>`. */
export function conversationIn(path: string): string | null {
  if (!path.startsWith(PREFIX)) return null;
  const id = path.slice(PREFIX.length).replace(/\/$/, "");
  try {
    return id === "" || id.includes("/") ? null : decodeURIComponent(id);
  } catch {
    return null;
  }
}

/** The path that shows a conversation, or the lists. */
export function pathOf(conversationId: string | null): string {
  return conversationId === null ? "/desk/" : `${PREFIX}${encodeURIComponent(conversationId)}`;
}

/** The path of a page. */
export function pagePath(page: string): string {
  return `${ROOT}/${page}`;
}
