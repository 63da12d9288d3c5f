import type { DeskState } from "../state/desk";
import type { Drafts } from "../state/drafts";
import type { Outbox } from "../state/outbox";
import type { Seen } from "../state/unread";
import type { DeskStore, Shelf } from "./ports";

type Kept = Pick<DeskState, "drafts" | "outbox" | "seen" | "held">;

const NAMES = ["drafts", "outbox", "seen", "held"] as const;

/**
 * Keeps drafts, unsent text, reading marks and what one held through a reload, per agent: on a shared
 * computer the next agent never sees them. Everything else is fetched again.
 */
export class Keeper {
  private agentId: string | null = null;
  private last: Kept | null = null;

  constructor(
    private readonly store: DeskStore,
    private readonly shelf: Shelf,
  ) {
    store.subscribe(() => this.save());
  }

  /** From now on the state belongs to this agent; what they left is taken back in. */
  open(agentId: string): void {
    this.agentId = null;
    this.store.dispatch({
      type: "draft/restored",
      drafts: this.read<Drafts>(agentId, "drafts") ?? {},
    });
    this.store.dispatch({
      type: "outbox/restored",
      items: this.read<Outbox>(agentId, "outbox") ?? [],
    });
    this.store.dispatch({ type: "seen/restored", seen: this.read<Seen>(agentId, "seen") ?? {} });
    this.store.dispatch({
      type: "held/restored",
      held: this.read<string[]>(agentId, "held") ?? [],
    });
    this.agentId = agentId;
  }

  /** Stops keeping, without touching what is kept. */
  leave(): void {
    this.agentId = null;
    this.last = null;
  }

  /** The agent signed out: nothing of theirs stays on this computer. */
  clear(): void {
    const agentId = this.agentId;
    this.leave();
    if (agentId !== null) for (const name of NAMES) this.shelf.remove(place(agentId, name));
  }

  private save(): void {
    if (this.agentId === null) return;
    const state = this.store.get();
    for (const name of NAMES) {
      if (this.last?.[name] === state[name]) continue;
      this.shelf.set(place(this.agentId, name), JSON.stringify(state[name]));
    }
    const { drafts, outbox, seen, held } = state;
    this.last = { drafts, outbox, seen, held };
  }

  private read<Value>(agentId: string, name: string): Value | null {
    try {
      return JSON.parse(this.shelf.get(place(agentId, name)) ?? "null") as Value | null;
    } catch {
      // Not ours or cut short: start afresh rather than not at all.
      return null;
    }
  }
}

function place(agentId: string, name: string): string {
  return `baton.desk.${agentId}.${name}`;
}
