const PREFIX = "/desk/c/";

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
