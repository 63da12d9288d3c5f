import { isSignedOut } from "../api/errors";
import type { DeskStore, Ports } from "./ports";

/**
 * Fetches what staff answer on the platforms themselves. The websocket's lists have only the queue
 * and what this agent holds, so it is asked for with each of its signs of life; one at a time.
 */
export class Elsewhere {
  private asking = false;
  private again = false;

  constructor(
    private readonly store: DeskStore,
    private readonly ports: Ports,
    private readonly onExpired: () => void,
  ) {}

  async look(): Promise<void> {
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
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
