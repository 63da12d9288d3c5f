import type { Link } from "../core/connection";

/** After so long without a link it is said, in milliseconds. */
const SLOW_MS = 700;

/** Keeps quiet about a link that is up again in a moment. */
export class Patience {
  private timer = 0;

  /** @param slow called with whether the missing link is worth a word */
  constructor(private readonly slow: (slow: boolean) => void) {}

  /** Takes notice of the link as it is now. */
  look(link: Link): void {
    if (link === "online") {
      clearTimeout(this.timer);
      this.timer = 0;
      this.slow(false);
    } else if (this.timer === 0) {
      this.timer = window.setTimeout(() => this.slow(true), SLOW_MS);
    }
  }
}
