/** Ids of the places focus moves to when panes change. */
export const places = {
  heading: "conversation-heading",
  brief: "brief-heading",
  writing: "composer-text",
  queue: "queue-heading",
  row: (id: string) => `row-${id}`,
} as const;

/** Frames to wait for an element that is about to be drawn (about half a second). */
const PATIENCE = 30;

/** Moves focus to the first of these elements that is there and can be seen. */
export function focusSoon(...ids: string[]): void {
  let left = PATIENCE;
  const attempt = () => {
    const target = ids.map((id) => document.getElementById(id)).find(isShown);
    left -= 1;
    if (target) target.focus();
    else if (left > 0) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}

function isShown(element: HTMLElement | null): element is HTMLElement {
  return element !== null && element.getClientRects().length > 0;
}
