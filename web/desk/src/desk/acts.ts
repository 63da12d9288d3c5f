import { isSignedOut } from "../api/errors";
import type { Agent, Presence, Summary } from "../api/types";
import { type Problem, problemOf } from "../state/problem";
import type { DeskStore, Ports } from "./ports";

/** What acts tell the rest of the desk. */
export interface ActsListener {
  onExpired(): void;
  /** Something about this conversation is not as the desk thought. */
  onSurprise(id: string): void;
}

/** What an agent does to a conversation, and to themselves. Each act answers null or the problem. */
export class Acts {
  constructor(
    private readonly store: DeskStore,
    private readonly ports: Ports,
    private readonly listener: ActsListener,
  ) {}

  /** Takes a conversation from the queue; a refusal is also shown in that conversation. */
  async take(id: string): Promise<Problem | null> {
    const problem = await this.act(id, () => this.ports.api.accept(id));
    const failed = problem && { conversationId: id, problem };
    this.store.dispatch({ type: "act/failed", failed });
    return problem;
  }

  transfer(id: string, to: string, note: string): Promise<Problem | null> {
    return this.act(id, () => this.ports.api.transfer(id, to, note));
  }

  returnToBot(id: string, note: string): Promise<Problem | null> {
    return this.act(id, () => this.ports.api.returnToBot(id, note));
  }

  close(id: string, disposition: string, note: string): Promise<Problem | null> {
    return this.act(id, () => this.ports.api.close(id, disposition, note));
  }

  /** Shown at once, and set back if the service does not take it. */
  async setPresence(presence: Presence): Promise<Problem | null> {
    const before = this.store.get().session.me?.presence;
    this.store.dispatch({ type: "session/presence", presence });
    try {
      await this.ports.api.setPresence(presence);
      return null;
    } catch (error) {
      if (before) this.store.dispatch({ type: "session/presence", presence: before });
      return this.problem(error);
    }
  }

  async rename(name: string): Promise<Problem | null> {
    try {
      await this.ports.api.rename(name);
      this.store.dispatch({ type: "session/signedIn", me: await this.ports.api.me() });
      return null;
    } catch (error) {
      return this.problem(error);
    }
  }

  /** The other agents, to hand a conversation to. */
  async colleagues(): Promise<Agent[] | Problem> {
    try {
      const me = this.store.get().session.me?.id;
      return (await this.ports.api.agents()).filter((agent) => agent.id !== me);
    } catch (error) {
      return this.problem(error);
    }
  }

  /** Fetches the list of dispositions once; without it the ids themselves are shown. */
  async loadDispositions(): Promise<Problem | null> {
    if (this.store.get().dispositions.length > 0) return null;
    try {
      const dispositions = await this.ports.api.dispositions();
      this.store.dispatch({ type: "dispositions", dispositions });
      return null;
    } catch (error) {
      return this.problem(error);
    }
  }

  private async act(id: string, call: () => Promise<Summary>): Promise<Problem | null> {
    try {
      const summary = await call();
      const agentId = this.store.get().session.me?.id ?? "";
      this.store.dispatch({ type: "conversation/changed", summary, brief: null });
      this.store.dispatch({ type: "lists/held", summary, agentId });
      return null;
    } catch (error) {
      this.listener.onSurprise(id);
      return this.problem(error);
    }
  }

  private problem(error: unknown): Problem {
    if (isSignedOut(error)) this.listener.onExpired();
    return problemOf(error);
  }
}
