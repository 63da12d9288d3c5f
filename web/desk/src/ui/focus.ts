/** Ids of the places focus moves to when panes change. */
export const places = {
  conversation: "conversation",
  heading: "conversation-heading",
  brief: "brief-heading",
  writing: "composer-text",
  closed: "composer-closed",
  queue: "queue-heading",
  next: "take-next",
  showBrief: "show-brief",
  canned: "canned-list",
  log: "transcript-log",
  page: "page-heading",
  list: "number-list-heading",
  row: (id: string) => `row-${id}`,
  entry: (seq: number) => `entry-${seq}`,
} as const;

/** How long to wait for an element that is still to be fetched and drawn, in ms. */
const PATIENCE = 5_000;

/**
 * Moves focus to the first of these elements that is there and can be seen, once one is.
 * Gives up as soon as the agent presses a key or the pointer: then they lead.
 */
export function focusSoon(...ids: string[]): void {
  const theirs = new AbortController();
  const deadline = performance.now() + PATIENCE;
  const listen = { capture: true, signal: theirs.signal };
  document.addEventListener("keydown", () => theirs.abort(), listen);
  document.addEventListener("pointerdown", () => theirs.abort(), listen);
  const attempt = () => {
    if (theirs.signal.aborted) return;
    const target = ids.map((id) => document.getElementById(id)).find(isShown);
    target?.focus();
    // Behind a dialog that is about to close nothing can take focus yet.
    const done = target !== undefined && document.activeElement === target;
    if (done || performance.now() > deadline) theirs.abort();
    else requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}

/** The same, once the pane with the transcript is drawn. */
export function showEntrySoon(seq: number): void {
  requestAnimationFrame(() => requestAnimationFrame(() => showEntry(seq)));
}

/** Leads to an entry of the transcript, wherever it has scrolled to. */
export function showEntry(seq: number): void {
  const entry = document.getElementById(places.entry(seq));
  entry?.scrollIntoView({ block: "center" });
  entry?.focus({ preventScroll: true });
}

function isShown(element: HTMLElement | null): element is HTMLElement {
  return element !== null && element.getClientRects().length > 0;
}
