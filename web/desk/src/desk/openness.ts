import { isSignedOut } from "../api/errors";
import type { DeskStore, Ports } from "./ports";

/** The one channel that takes words at any time: nothing is pushed to it. */
const WEBSITE = "web";

/**
 * Asks whether the channel of the conversation on screen takes an agent's words. It closes as time
 * passes, which no event tells, and opens with an event. One question at a time, never watched anew.
 */
export class Openness {
  private asking = false;
  private again = false;

  constructor(
    private readonly store: DeskStore,
    private readonly ports: Ports,
    private readonly onExpired: () => void,
  ) {}

  async ask(): Promise<void> {
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    do {
      this.again = false;
      await this.once();
    } while (this.again);
    this.asking = false;
  }

  private async once(): Promise<void> {
    const { selected, conversations } = this.store.get();
    const open = selected === null ? undefined : conversations[selected];
    if (open?.loading !== "ready" || open.summary?.channel === WEBSITE) return;
    const { id } = open;
    try {
      const page = await this.ports.api.conversation(id, open.transcript.lastSeq);
      const sending = page.sending ?? { open: true };
      this.store.dispatch({
        type: "conversation/sending",
        id,
        sending,
        asOf: page.conversation.last_seq,
      });
    } catch (error) {
      // What was known stays; the service itself refuses what cannot be sent.
      if (isSignedOut(error)) this.onExpired();
    }
  }
}
