import type { Api } from "../api/client";
import { isSignedOut } from "../api/errors";
import type { Rerouting, Step, Summary } from "../api/types";
import { type Problem, problemOf } from "../state/problem";
import type { DeskStore, Ports } from "./ports";

/** For how long what happens to a conversation counts as the agent's own doing, in ms. */
const MINE = 10_000;

/** What acts tell the rest of the desk. */
export interface ActsListener {
  onExpired(): void;
  /** Something about this conversation is not as the desk thought. */
  onSurprise(id: string): void;
}

/** What the agent last did to a conversation: took it, gave it away, or waits for the answer. */
interface Doing {
  readonly at: number;
  readonly what: "took" | "gave" | "asked";
}

/** What an agent does to conversations. Each act answers null or the problem. */
export class Acts {
  private readonly done = new Map<string, Doing>();

  constructor(
    private readonly store: DeskStore,
    private readonly ports: Ports,
    private readonly listener: ActsListener,
  ) {}

  /** True when it is no news to the agent that this conversation comes (or goes). */
  isMyDoing(id: string, moves: "comes" | "goes"): boolean {
    const doing = this.done.get(id);
    if (!doing || Math.abs(this.ports.clock.now() - doing.at) >= MINE) return false;
    return doing.what !== (moves === "comes" ? "gave" : "took");
  }

  /** Everything the agent holds goes away by the agent's own wish: the end of the shift. */
  letAllGo(): void {
    for (const id of this.store.get().held) this.note(id, "gave");
  }

  /** Takes a conversation that waits or is offered; a refusal is also shown in that conversation. */
  async take(id: string): Promise<Problem | null> {
    const problem = await this.act(id, (api) => api.accept(id));
    const failed = problem && { conversationId: id, problem };
    this.store.dispatch({ type: "act/failed", failed });
    return problem;
  }

  /** Takes the next one that fits: its id, null when nobody waits, or the problem. */
  async takeNext(): Promise<{ id: string | null } | { problem: Problem }> {
    try {
      const summary = await this.ports.api.next();
      if (summary) this.acted(summary);
      return { id: summary?.id ?? null };
    } catch (error) {
      return { problem: this.problem(error) };
    }
  }

  decline(id: string): Promise<Problem | null> {
    return this.act(id, (api) => api.decline(id));
  }

  transfer(id: string, to: string, note: string): Promise<Problem | null> {
    return this.act(id, (api) => api.transfer(id, to, note));
  }

  returnToBot(id: string, note: string, step: Step | null): Promise<Problem | null> {
    return this.act(id, (api) => api.returnToBot(id, note, step));
  }

  close(id: string, disposition: string, note: string): Promise<Problem | null> {
    return this.act(id, (api) => api.close(id, disposition, note));
  }

  correct(id: string, name: string, value: string): Promise<Problem | null> {
    return this.act(id, (api) => api.correct(id, name, value));
  }

  help(id: string, to: string): Promise<Problem | null> {
    return this.act(id, (api) => api.help(id, to));
  }

  endHelp(id: string, who: string): Promise<Problem | null> {
    return this.act(id, (api) => api.endHelp(id, who));
  }

  assign(id: string, to: string): Promise<Problem | null> {
    return this.act(id, (api) => api.assign(id, to));
  }

  route(id: string, change: Rerouting): Promise<Problem | null> {
    return this.act(id, (api) => api.route(id, change));
  }

  private async act(id: string, call: (api: Api) => Promise<Summary>): Promise<Problem | null> {
    this.note(id, "asked");
    try {
      this.acted(await call(this.ports.api));
      return null;
    } catch (error) {
      this.listener.onSurprise(id);
      return this.problem(error);
    }
  }

  private acted(summary: Summary): void {
    const isMine = summary.assignee?.id === this.store.get().session.me?.id;
    this.note(summary.id, isMine ? "took" : "gave");
    this.store.dispatch({ type: "conversation/changed", summary, brief: null });
    this.store.dispatch({ type: "floor/acted", summary });
  }

  private note(id: string, what: Doing["what"]): void {
    this.done.set(id, { at: this.ports.clock.now(), what });
  }

  private problem(error: unknown): Problem {
    if (isSignedOut(error)) this.listener.onExpired();
    return problemOf(error);
  }
}
