/**
 * Sends the outbox, one message at a time, so that order is kept. What cannot
 * be sent now is tried again by itself; what the service will never take is
 * handed back to the citizen.
 */
import { type Api, ApiError } from "./api";
import { backoff } from "./backoff";
import type { Clock } from "./clock";
import type { Outbox, Pending } from "./outbox";
import type { Session } from "./session";

export interface SenderPorts {
  api: Api;
  outbox: Outbox;
  clock: Clock;
  random: () => number;
  /** Null until there is a conversation to send to. */
  session: () => Session | null;
  /** Something in the outbox looks different now. */
  changed: () => void;
  /** The service took a message: it can be reached. */
  reached: () => void;
  /** The service does not know the conversation any more. */
  gone: (session: Session) => void;
}

export class Sender {
  private busy = false;
  /** Set by each kick: one that comes while a round ends starts another round. */
  private asked = false;
  private failures = 0;
  /** Until then the service does not want to hear from us, milliseconds since the epoch. */
  private holdUntil = 0;
  private cancelPause: (() => void) | null = null;

  constructor(private readonly ports: SenderPorts) {}

  /** Sends what waits, now, unless the service asked us to hold on. */
  kick(): void {
    if (this.ports.clock.now() < this.holdUntil) return;
    this.insist();
  }

  /** Sends what waits, now: the citizen wants to know. */
  insist(): void {
    this.holdUntil = 0;
    this.cancelPause?.();
    this.cancelPause = null;
    void this.run();
  }

  private async run(): Promise<void> {
    this.asked = true;
    if (this.busy) return;
    this.busy = true;
    while (this.asked && !this.cancelPause) {
      this.asked = false;
      while (await this.sendNext()) this.failures = 0;
    }
    this.busy = false;
  }

  /** Sends the oldest waiting message; false when the round is over. */
  private async sendNext(): Promise<boolean> {
    const { api, outbox, changed } = this.ports;
    const session = this.ports.session();
    const entry = outbox.next();
    if (!session || !entry) return false;
    try {
      await api.send(session, entry);
      outbox.accept(entry.key);
      changed();
      this.ports.reached();
      return true;
    } catch (problem) {
      return this.failed(
        session,
        entry,
        problem instanceof ApiError ? problem : new ApiError("network"),
      );
    }
  }

  private failed(session: Session, entry: Pending, problem: ApiError): boolean {
    const { outbox, clock, random, changed } = this.ports;
    if (problem.gone) {
      this.ports.gone(session);
      return false;
    }
    if (!problem.passing) {
      outbox.reject(entry.key, problem.code);
      changed();
      return true;
    }
    this.failures += 1;
    const pause = Math.max(problem.retryAfterMs, backoff(this.failures, random()));
    if (problem.retryAfterMs > 0) this.holdUntil = clock.now() + problem.retryAfterMs;
    outbox.delay(entry.key, {
      code: problem.code,
      waitSeconds: Math.ceil(problem.retryAfterMs / 1_000),
    });
    this.cancelPause = clock.after(pause, () => this.kick());
    changed();
    return false;
  }
}
