import { isSignedOut, ServiceError } from "../api/errors";
import type { DeskEvent } from "../api/events";
import type { DeskStore, Ports } from "./ports";

/** What the loader tells: `fresh` holds the events that were new, in order. */
export interface LoaderListener {
  onLoaded(id: string, fresh: readonly DeskEvent[], firstTime: boolean): void;
  onFailed(id: string): void;
  onExpired(): void;
}

/** Fetches what is missing of a conversation's log, page by page; one fetch per conversation at a time. */
export class Loader {
  private readonly running = new Set<string>();
  private readonly again = new Set<string>();

  constructor(
    private readonly store: DeskStore,
    private readonly ports: Ports,
    private readonly listener: LoaderListener,
  ) {}

  /** Brings summary, brief and log up to date. Asked again while at it, it does one more round. */
  async refresh(id: string): Promise<void> {
    if (this.running.has(id)) {
      this.again.add(id);
      return;
    }
    this.running.add(id);
    const before = this.store.get().conversations[id];
    this.store.dispatch({ type: "conversation/loading", id });
    try {
      await this.fetchAll(id);
      const events = this.store.get().conversations[id]?.transcript.events ?? [];
      const known = before?.transcript.lastSeq ?? 0;
      const fresh = events.filter((event) => event.seq > known);
      this.listener.onLoaded(id, fresh, before?.loading !== "ready");
    } catch (error) {
      this.fail(id, error);
    } finally {
      this.running.delete(id);
      if (this.again.delete(id)) void this.refresh(id);
    }
  }

  private async fetchAll(id: string): Promise<void> {
    for (;;) {
      const after = this.lastSeq(id);
      const page = await this.ports.api.conversation(id, after);
      this.store.dispatch({ type: "conversation/page", id, page });
      // A page that brings nothing new ends it as well: never ask in circles.
      const reached = this.lastSeq(id);
      if (reached >= page.last_seq || reached === after) return;
    }
  }

  private lastSeq(id: string): number {
    return this.store.get().conversations[id]?.transcript.lastSeq ?? 0;
  }

  private fail(id: string, error: unknown): void {
    if (isSignedOut(error)) {
      this.listener.onExpired();
      return;
    }
    const unknown = error instanceof ServiceError && error.status === 404;
    this.store.dispatch({ type: "conversation/failed", id, unknown });
    this.listener.onFailed(id);
  }
}
