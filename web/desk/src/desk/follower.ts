import type { DeskEvent } from "../api/events";
import type { Frame } from "../live/frames";
import { Link, type LinkPhase } from "../live/link";
import type { Floor, FloorAction } from "../state/floor";
import { followed } from "../state/select";
import { hasGap } from "../state/transcript";
import { Loader } from "./loader";
import { Openness } from "./openness";
import type { DeskStore, Ports } from "./ports";

/** What the follower asks of the rest of the desk. */
export interface FollowerListener {
  /** The session is over, for sure. */
  onExpired(): void;
  /** The link broke: the session may be over. */
  onDoubt(): void;
  /** The link is open: what waits can go. */
  onOpen(): void;
  /** The floor was `before`, with `held` mine; `afresh`: told for the first time since the link opened. */
  onFloor(before: Floor, held: readonly string[], afresh: boolean): void;
  /** These events of a followed conversation are new. */
  onSaid(id: string, fresh: readonly DeskEvent[]): void;
}

/**
 * Keeps lists and conversations live. Each followed conversation (mine, and the one on screen)
 * is first brought up to date over HTTP and then watched from its last seq; every time the
 * link opens this starts over, so nothing said in between is missed or shown twice.
 */
export class Follower {
  private readonly link: Link;
  private readonly loader: Loader;
  private readonly openness: Openness;
  private readonly watched = new Set<string>();
  private selected: string | null = null;
  private afresh = true;

  constructor(
    private readonly store: DeskStore,
    private readonly ports: Ports,
    private readonly listener: FollowerListener,
  ) {
    this.link = new Link(() => ports.openSocket(), ports.clock, {
      onPhase: (phase) => this.phase(phase),
      onFrame: (frame) => this.hear(frame),
      onDoubt: () => listener.onDoubt(),
    });
    this.loader = new Loader(store, ports, {
      onLoaded: (id, fresh, firstTime) => this.loaded(id, fresh, firstTime),
      onFailed: (id) => this.watched.delete(id),
      onExpired: () => listener.onExpired(),
    });
    this.openness = new Openness(store, ports, () => listener.onExpired());
  }

  start(): void {
    this.link.start();
    this.follow();
  }

  stop(): void {
    this.link.stop();
    this.watched.clear();
  }

  /** The network is there again, or the agent asked to try now. */
  hurry(): void {
    this.link.hurry();
  }

  /** The network is gone, says the browser. */
  suspect(): void {
    this.link.suspect();
  }

  refresh(id: string): void {
    void this.loader.refresh(id);
  }

  /** Starts following what should be followed now, and stops the rest. */
  follow(): void {
    const state = this.store.get();
    if (state.session.phase !== "signed_in") return;
    const wanted = new Set(followed(state));
    for (const id of this.watched) {
      if (wanted.has(id)) continue;
      this.watched.delete(id);
      this.link.unwatch(id);
    }
    for (const id of wanted) {
      if (this.watched.has(id)) continue;
      this.watched.add(id);
      this.refresh(id);
    }
    if (this.selected === state.selected) return;
    this.selected = state.selected;
    // One that is followed already was fetched some time ago.
    void this.openness.ask();
  }

  private phase(phase: LinkPhase): void {
    this.store.dispatch({ type: "link", phase });
    if (phase !== "open") {
      this.store.dispatch({ type: "around/left" });
      return;
    }
    this.afresh = true;
    this.watched.clear();
    this.follow();
    this.listener.onOpen();
  }

  private hear(frame: Frame): void {
    switch (frame.type) {
      case "floor": {
        const { conversations, agents } = frame;
        this.move({ type: "floor/told", conversations, agents });
        this.afresh = false;
        break;
      }
      case "changed":
        this.move({ type: "floor/changed", put: frame.put, gone: frame.gone });
        break;
      case "agents":
        this.store.dispatch({ type: "floor/agents", agents: frame.agents });
        break;
      case "event":
        this.event(frame.conversation_id, frame.event);
        break;
      case "conversation": {
        const { conversation: summary, brief } = frame;
        this.store.dispatch({ type: "conversation/changed", summary, brief });
        if (summary.id === this.store.get().selected) void this.openness.ask();
        break;
      }
      case "typing":
      case "looking":
        this.around(frame);
        break;
      case "heartbeat":
        this.catchUp();
        void this.openness.ask();
        break;
      case "ping":
      case "error":
        // The link answers the one; after the other the server closes, which is the link's business.
        break;
    }
  }

  private move(action: FloorAction): void {
    const { floor, held } = this.store.get();
    this.store.dispatch(action);
    this.listener.onFloor(floor, held, this.afresh);
    this.follow();
  }

  private around(frame: Extract<Frame, { type: "typing" | "looking" }>): void {
    const id = frame.conversation_id;
    if (frame.type === "looking") {
      this.store.dispatch({ type: "around/looks", id, agents: frame.agents });
      return;
    }
    const { author, name = null } = frame;
    const now = this.ports.clock.now();
    this.store.dispatch({ type: "around/writes", id, author, name, now });
  }

  private event(id: string, event: DeskEvent): void {
    const before = this.store.get().conversations[id]?.transcript.lastSeq ?? 0;
    this.store.dispatch({ type: "conversation/event", id, event });
    if (event.type === "message") {
      this.store.dispatch({ type: "around/wrote", id, author: event.author });
    }
    const open = this.store.get().conversations[id];
    if (!open) return;
    if (hasGap(open.transcript)) this.refresh(id);
    const fresh = open.transcript.events.slice(before);
    this.arrived(id, fresh);
    this.listener.onSaid(id, fresh);
  }

  private loaded(id: string, fresh: readonly DeskEvent[], firstTime: boolean): void {
    const lastSeq = this.store.get().conversations[id]?.transcript.lastSeq ?? 0;
    if (this.watched.has(id)) this.link.watch(id, lastSeq);
    this.arrived(id, fresh);
    if (!firstTime) this.listener.onSaid(id, fresh);
  }

  private arrived(conversationId: string, fresh: readonly DeskEvent[]): void {
    const lastSeq = fresh.at(-1)?.seq;
    if (lastSeq !== undefined)
      this.store.dispatch({ type: "outbox/arrived", conversationId, lastSeq });
  }

  /** A hint can get lost; a summary that is ahead of our log gives it away. */
  private catchUp(): void {
    this.follow();
    const { conversations, floor } = this.store.get();
    for (const id of this.watched) {
      const open = conversations[id];
      if (open && open.transcript.lastSeq < (floor.rows.get(id)?.last_seq ?? 0)) this.refresh(id);
    }
  }
}
