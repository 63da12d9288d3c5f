import type { Ports } from "./ports";

/** The service is told at most this often that the agent writes, in ms (it shows it for 6 s). */
const EVERY = 3_000;

/** Lets the citizen see that the agent writes. Best effort: nothing is kept or sent again. */
export class Typing {
  private readonly told = new Map<string, number>();

  constructor(private readonly ports: Ports) {}

  /** The agent has changed the answer in this conversation. */
  typed(id: string): void {
    const now = this.ports.clock.now();
    const last = this.told.get(id);
    // A clock that was put back must not silence it for hours.
    if (last !== undefined && now >= last && now - last < EVERY) return;
    this.told.set(id, now);
    // Whatever is wrong shows when the answer itself is sent.
    this.ports.api.typing(id).catch(() => undefined);
  }
}
