import { initialDesk, reduceDesk } from "../state/desk";
import type { WritingKind } from "../state/outbox";
import type { Problem } from "../state/problem";
import { createStore } from "../state/store";
import { Acts } from "./acts";
import { Follower } from "./follower";
import { Keeper } from "./keeper";
import { Newsroom } from "./newsroom";
import type { DeskStore, Ports } from "./ports";
import { Self } from "./self";
import { Sender } from "./sender";
import { Signing } from "./signing";
import { Typing } from "./typing";

/** The desk without its looks: one store, and everything an agent can do. */
export class Desk {
  readonly store: DeskStore;
  readonly acts: Acts;
  readonly self: Self;
  /** How the page shows a conversation that a notification tells of; the page sets it. */
  onOpen: (id: string) => void = (id) => this.select(id);
  private readonly signing: Signing;
  private readonly follower: Follower;
  private readonly sender: Sender;
  private readonly typing: Typing;

  constructor(ports: Ports) {
    const store = createStore(reduceDesk, initialDesk);
    const onExpired = () => this.signing.expire();
    this.store = store;
    this.typing = new Typing(ports);
    this.sender = new Sender(store, ports, {
      onExpired,
      onSurprise: (id) => this.follower.refresh(id),
    });
    const newsroom = new Newsroom(store, ports, {
      isMyDoing: (id, moves) => this.acts.isMyDoing(id, moves),
      open: (id) => this.onOpen(id),
      look: (id) => this.follower.refresh(id),
    });
    this.follower = new Follower(store, ports, {
      onExpired,
      onDoubt: () => void this.signing.check(),
      onOpen: () => this.opened(),
      onFloor: (before, held, afresh) => {
        newsroom.floorMoved(before, held, afresh);
        this.self.meetTeams();
      },
      onSaid: (id, fresh) => newsroom.said(id, fresh),
    });
    this.acts = new Acts(store, ports, {
      onExpired,
      onSurprise: (id) => this.follower.refresh(id),
    });
    this.self = new Self(store, ports, onExpired);
    this.signing = new Signing(store, ports, new Keeper(store, ports.shelf), {
      onIn: () => this.begin(),
      onOut: () => this.follower.stop(),
    });
  }

  start(): Promise<void> {
    return this.signing.start();
  }

  signIn(username: string, password: string): Promise<Problem | null> {
    return this.signing.signIn(username, password);
  }

  signOut(): Promise<Problem | null> {
    this.acts.letAllGo();
    return this.signing.signOut();
  }

  /** The agent goes: everything they hold is handed over. */
  async endShift(): Promise<Problem | null> {
    this.acts.letAllGo();
    return this.self.setPresence("offline");
  }

  /** The page is on screen again: another tab may have signed in as somebody else. */
  awake(): void {
    this.follower.hurry();
    void this.signing.check();
  }

  /** The browser says whether there is a network. */
  network(there: boolean): void {
    if (there) this.follower.hurry();
    else this.follower.suspect();
  }

  /** Shows a conversation, or the lists; `page` is a page beside them. */
  select(id: string | null, page: string | null = null): void {
    this.store.dispatch({ type: "page", page });
    this.store.dispatch({ type: "selected", id });
    this.follower.follow();
  }

  /** Fetches a conversation again that could not be fetched. */
  reload(id: string): void {
    this.follower.refresh(id);
  }

  async take(id: string): Promise<Problem | null> {
    const problem = await this.acts.take(id);
    this.follower.follow();
    return problem;
  }

  /** Takes the next one that fits; answers its id, or null when nobody waits. */
  async takeNext(): Promise<{ id: string | null } | { problem: Problem }> {
    const taken = await this.acts.takeNext();
    this.follower.follow();
    return taken;
  }

  /** The text leaves the composer only once it stands in the outbox, which survives a reload. */
  write(id: string, kind: WritingKind, text: string): void {
    this.sender.add(id, kind, text);
    this.store.dispatch({ type: "draft/written", id, kind, text: "" });
  }

  /** Says words again that may not have arrived; what is being written stays as it is. */
  sendAgain(id: string, text: string): void {
    this.sender.add(id, "answer", text);
  }

  /** The agent is writing an answer, not a note. */
  typed(id: string): void {
    this.typing.typed(id);
  }

  /** Sends a refused text once more. */
  retry(key: string): void {
    const item = this.store.get().outbox.find((one) => one.key === key);
    if (!item) return;
    this.store.dispatch({ type: "outbox/retried", key });
    void this.sender.flush(item.conversationId);
  }

  /** Puts a refused text back into the composer, as `kind`. */
  putBack(key: string, kind: WritingKind): void {
    const item = this.store.get().outbox.find((one) => one.key === key);
    if (!item) return;
    const { conversationId: id, text } = item;
    this.store.dispatch({ type: "draft/putBack", id, kind, text });
    this.store.dispatch({ type: "outbox/removed", key });
  }

  /** The agent has this conversation on screen down to `seq`. */
  looked(id: string, seq: number): void {
    this.store.dispatch({ type: "seen/looked", id, seq });
  }

  private begin(): void {
    this.follower.start();
    this.sender.flushAll();
    void this.self.loadDispositions();
  }

  private opened(): void {
    this.sender.flushAll();
    // Whoever edits teams does it seldom; a link that opens is a good moment to look again.
    void this.self.loadTeams();
  }
}
