/** This close to the end counts as being there, in CSS pixels. */
const NEAR_PX = 48;

/**
 * Keeps the reader where they are: at the end, new messages scroll into view;
 * anywhere else nothing moves.
 */
export class ScrollKeeper {
  /** The reader stands at the end of the conversation. */
  atEnd = true;
  private pane: HTMLElement | null = null;
  private readonly resized = new ResizeObserver(() => this.settle());

  /** @param moved called when the reader arrives at, or leaves, the end */
  constructor(private readonly moved: () => void) {}

  /** Watches a scrolling element; once. */
  watch(pane: HTMLElement): void {
    if (this.pane === pane) return;
    this.pane = pane;
    pane.addEventListener("scroll", () => this.look(), { passive: true });
    // A keyboard that comes up, or a composer that grows, takes room away.
    this.resized.observe(pane);
  }

  /** After every change of the content. */
  settle(): void {
    if (this.pane && this.atEnd) this.pane.scrollTop = this.pane.scrollHeight;
  }

  /** The reader asks for the newest, or wrote something. */
  toEnd(): void {
    this.atEnd = true;
    this.settle();
  }

  private look(): void {
    const { pane } = this;
    // While the dialog is closed the element has no height and tells nothing.
    if (!pane || pane.clientHeight === 0) return;
    const atEnd = pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR_PX;
    if (atEnd === this.atEnd) return;
    this.atEnd = atEnd;
    this.moved();
  }
}
