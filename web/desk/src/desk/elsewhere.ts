import { isSignedOut } from "../api/errors";
import type { DeskStore, Ports } from "./ports";

/** A busy queue is no reason to ask oftener than this, in ms. */
const CALM = 5_000;

/**
 * Fetches what staff answer on the platforms themselves. The websocket's lists have only the queue
 * and what this agent holds, so it is asked for with each heartbeat; one at a time.
 */
export class Elsewhere {
  private asking = false;
  private again = false;
  private last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly store: DeskStore,
    private readonly ports: Ports,
    private readonly onExpired: () => void,
  ) {}

  /** Something has changed somewhere: looks, unless it has just done so. */
  async glance(): Promise<void> {
    const since = this.ports.clock.now() - this.last;
    if (since >= 0 && since < CALM) return;
    await this.look();
  }

  async look(): Promise<void> {
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    this.last = this.ports.clock.now();
    try {
      const held = await this.ports.api.held();
      this.store.dispatch({ type: "lists/agents", held });
    } catch (error) {
      // What was known stays on screen; the next sign of life asks again.
      if (isSignedOut(error)) this.onExpired();
    } finally {
      this.asking = false;
    }
    if (!this.again) return;
    this.again = false;
    await this.look();
  }
}
