/** Who writes at this moment: others, as the service says, and the citizen, as it is told. */
import type { Clock } from "./clock";
import type { Author } from "./protocol";

/** "Typing" that is never taken back is believed this long, in milliseconds. */
const BELIEVED_MS = 60_000;
/** The service is told that the citizen types at most this often, in milliseconds. */
export const HINT_MS = 3_000;

export class Typing {
  private author: Author | null = null;
  private cancel: (() => void) | null = null;
  private hintedAt = Number.NEGATIVE_INFINITY;

  /** @param changed called with who is typing now, null when nobody is */
  constructor(
    private readonly clock: Clock,
    private readonly changed: (author: Author | null) => void,
  ) {}

  /** The bot is done while an agent writes, or the other way round: only one's own typing ends. */
  told(author: Author, on: boolean): void {
    if (on) this.show(author);
    else if (this.author === author) this.show(null);
  }

  /** Nobody is. */
  end(): void {
    this.show(null);
  }

  /** Nothing is told any more. */
  stop(): void {
    this.cancel?.();
    this.author = null;
  }

  /** Whether it is time to tell the service that the citizen types; it then counts as told. */
  isHintDue(): boolean {
    const now = this.clock.now();
    if (now - this.hintedAt < HINT_MS) return false;
    this.hintedAt = now;
    return true;
  }

  private show(author: Author | null): void {
    this.cancel?.();
    this.cancel = author ? this.clock.after(BELIEVED_MS, () => this.show(null)) : null;
    if (author === this.author) return;
    this.author = author;
    this.changed(author);
  }
}
