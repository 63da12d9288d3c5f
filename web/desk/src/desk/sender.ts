import { isPassing, isSignedOut, ServiceError } from "../api/errors";
import { backoff } from "../live/backoff";
import { nextToSend, type Outgoing, type WritingKind } from "../state/outbox";
import { problemOf } from "../state/problem";
import type { DeskStore, Ports } from "./ports";

/** What the sender tells the rest of the desk. */
export interface SenderListener {
  onExpired(): void;
  /** Something about this conversation is not as the desk thought. */
  onSurprise(id: string): void;
}

/**
 * Sends answers and notes, one after the other per conversation. After a failure that may pass
 * the same text goes again with the same key, so it is there exactly once whatever got lost.
 */
export class Sender {
  private readonly attempts = new Map<string, number>();
  private readonly timers = new Map<string, () => void>();

  constructor(
    private readonly store: DeskStore,
    private readonly ports: Ports,
    private readonly listener: SenderListener,
  ) {}

  add(conversationId: string, kind: WritingKind, text: string): void {
    const afterSeq = this.store.get().conversations[conversationId]?.transcript.lastSeq ?? 0;
    const key = this.ports.newKey();
    this.store.dispatch({ type: "outbox/added", key, conversationId, kind, text, afterSeq });
    void this.flush(conversationId);
  }

  /** Sends everything that waits now: the link is back, or the agent signed in again. */
  flushAll(): void {
    const waiting = this.store.get().outbox.map((item) => item.conversationId);
    for (const id of new Set(waiting)) void this.flush(id);
  }

  /** Sends what waits in one conversation until it is empty or something stops it. */
  async flush(conversationId: string): Promise<void> {
    this.timers.get(conversationId)?.();
    this.timers.delete(conversationId);
    for (;;) {
      const state = this.store.get();
      if (state.session.phase !== "signed_in") return;
      const item = nextToSend(state.outbox, conversationId);
      if (item === null || !(await this.send(item))) return;
    }
  }

  /** True when the next item may go. */
  private async send(item: Outgoing): Promise<boolean> {
    const { api } = this.ports;
    this.store.dispatch({ type: "outbox/sending", key: item.key });
    try {
      const post = { answer: api.say, note: api.note, whisper: api.whisper }[item.kind];
      const seq = await post(item.conversationId, item.key, item.text);
      this.attempts.delete(item.conversationId);
      this.store.dispatch({ type: "outbox/accepted", key: item.key, seq });
      this.settle(item.conversationId);
      return true;
    } catch (error) {
      return this.failed(item, error);
    }
  }

  private failed(item: Outgoing, error: unknown): boolean {
    const problem = problemOf(error);
    const { key, conversationId } = item;
    if (isSignedOut(error)) {
      this.store.dispatch({ type: "outbox/interrupted", key, problem });
      this.listener.onExpired();
      return false;
    }
    if (isPassing(error)) {
      this.store.dispatch({ type: "outbox/interrupted", key, problem });
      this.later(conversationId, error);
      return false;
    }
    this.store.dispatch({ type: "outbox/refused", key, problem });
    if (problem.code === "channel_closed") {
      const reason = problem.reason ?? "";
      this.store.dispatch({ type: "conversation/closed", id: conversationId, reason });
      this.listener.onSurprise(conversationId);
    }
    return true;
  }

  private later(id: string, error: unknown): void {
    const attempt = (this.attempts.get(id) ?? 0) + 1;
    this.attempts.set(id, attempt);
    const told = error instanceof ServiceError ? (error.retryAfter ?? 0) * 1000 : 0;
    const wait = Math.max(told, backoff(attempt, this.ports.clock.random()));
    this.timers.get(id)?.();
    const cancel = this.ports.clock.after(wait, () => void this.flush(id));
    this.timers.set(id, cancel);
  }

  /** The event may have come by websocket before the answer to the POST did. */
  private settle(conversationId: string): void {
    const open = this.store.get().conversations[conversationId];
    if (!open) return;
    const { lastSeq } = open.transcript;
    this.store.dispatch({ type: "outbox/arrived", conversationId, lastSeq });
  }
}
