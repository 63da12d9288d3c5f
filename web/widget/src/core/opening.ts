/** Opening a conversation: once for all tabs, tried again when it fails for a while. */
import { type Api, ApiError } from "./api";
import { backoff } from "./backoff";
import type { ChatState } from "./chat-state";
import type { Clock } from "./clock";
import type { SessionStore } from "./session";

/** Two replacements of a conversation that is gone are at least this far apart, in milliseconds. */
const AGAIN_MS = 10_000;

export interface OpeningPorts {
  api: Api;
  clock: Clock;
  random: () => number;
  sessions: SessionStore;
  /** Runs `task` while no other tab of this website runs it. */
  exclusively: (task: () => Promise<void>) => Promise<void>;
  /** Language for a conversation that is created now. */
  language: () => string;
  /** There is a session to join. */
  opened: () => void;
  show: (change: Partial<ChatState>) => void;
}

export class Opening {
  private busy = false;
  private failures = 0;
  /** When a conversation was last replaced, milliseconds since the epoch. */
  private replacedAt = 0;
  private cancelNext: (() => void) | null = null;

  constructor(private readonly ports: OpeningPorts) {}

  /** A failed try will be repeated by itself. */
  get isWaiting(): boolean {
    return this.cancelNext !== null;
  }

  /** Joins what another tab has opened, or opens one. */
  async open(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.stop();
    this.ports.show({ phase: "creating", problem: null });
    try {
      await this.ports.exclusively(async () => {
        const { sessions, api, language } = this.ports;
        // Another tab may have been quicker: then there is one to join.
        if (!sessions.load()) sessions.save(await api.create(language()));
      });
      this.ports.opened();
    } catch (problem) {
      this.failed(problem instanceof ApiError ? problem : new ApiError("network"));
    } finally {
      this.busy = false;
    }
  }

  /** Opens one in the place of one that is gone, but not again and again without a pause. */
  replace(): void {
    const { clock } = this.ports;
    const pause = this.replacedAt + AGAIN_MS - clock.now();
    this.replacedAt = clock.now();
    if (pause <= 0) void this.open();
    else this.cancelNext = clock.after(pause, () => void this.open());
  }

  /** It worked: the next failure is the first one. */
  settled(): void {
    this.failures = 0;
  }

  /** Does not try again by itself. */
  stop(): void {
    this.cancelNext?.();
    this.cancelNext = null;
  }

  private failed(problem: ApiError): void {
    const { clock, random, show } = this.ports;
    if (!problem.passing && !problem.gone) {
      show({ phase: "idle", problem: { code: problem.code, waitSeconds: 0 } });
      return;
    }
    this.failures += 1;
    const pause = Math.max(problem.retryAfterMs, backoff(this.failures, random()));
    this.cancelNext = clock.after(pause, () => void this.open());
    show({
      problem: { code: problem.code, waitSeconds: Math.ceil(problem.retryAfterMs / 1_000) },
      link: this.failures > 2 ? "offline" : "connecting",
    });
  }
}
