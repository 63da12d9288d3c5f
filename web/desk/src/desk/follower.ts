import type { DeskEvent, EditedEvent, MessageEvent, Summary } from "../api/types";
import type { Frame } from "../live/frames";
import { Link, type LinkPhase } from "../live/link";
import type { Notice } from "../state/desk";
import { arrivals } from "../state/lists";
import { followed } from "../state/select";
import { hasGap } from "../state/transcript";
import { Elsewhere } from "./elsewhere";
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
}

/**
 * Keeps lists and conversations live. Each followed conversation (mine, and the one on screen)
 * is first brought up to date over HTTP and then watched from its last seq; every time the
 * link opens this starts over, so nothing said in between is missed or shown twice.
 */
export class Follower {
  private readonly link: Link;
  private readonly loader: Loader;
  private readonly elsewhere: Elsewhere;
  private readonly openness: Openness;
  private readonly watched = new Set<string>();
  private selected: string | null = null;

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
    this.elsewhere = new Elsewhere(store, ports, () => listener.onExpired());
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
    if (phase !== "open") return;
    this.watched.clear();
    this.follow();
    this.listener.onOpen();
  }

  private hear(frame: Frame): void {
    switch (frame.type) {
      case "queue":
        this.told(frame.queued, frame.mine);
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
      case "heartbeat":
        this.catchUp();
        void this.openness.ask();
        void this.elsewhere.look();
        break;
      case "error":
        // The server closes right after it; what follows is the link's business.
        break;
    }
  }

  private told(queued: readonly Summary[], mine: readonly Summary[]): void {
    const before = this.store.get().lists;
    this.store.dispatch({ type: "lists/told", queued, mine });
    // The very first list is no news: the agent has just opened the desk and sees it.
    const fresh = before.known ? arrivals([...before.queued, ...before.mine], queued) : [];
    const first = fresh[0];
    if (first) this.notify("queued", first.id, first.need || (first.topic ?? ""), fresh.length);
    this.follow();
    void this.elsewhere.glance();
  }

  private event(id: string, event: DeskEvent): void {
    const before = this.store.get().conversations[id]?.transcript.lastSeq ?? 0;
    this.store.dispatch({ type: "conversation/event", id, event });
    const open = this.store.get().conversations[id];
    if (!open) return;
    if (hasGap(open.transcript)) this.refresh(id);
    const fresh = open.transcript.events.slice(before);
    this.arrived(id, fresh);
    this.tellSaid(id, fresh);
  }

  private loaded(id: string, fresh: readonly DeskEvent[], firstTime: boolean): void {
    const lastSeq = this.store.get().conversations[id]?.transcript.lastSeq ?? 0;
    if (this.watched.has(id)) this.link.watch(id, lastSeq);
    this.arrived(id, fresh);
    if (!firstTime) this.tellSaid(id, fresh);
  }

  private arrived(conversationId: string, fresh: readonly DeskEvent[]): void {
    const lastSeq = fresh.at(-1)?.seq;
    if (lastSeq !== undefined)
      this.store.dispatch({ type: "outbox/arrived", conversationId, lastSeq });
  }

  private tellSaid(id: string, fresh: readonly DeskEvent[]): void {
    const state = this.store.get();
    if (state.selected === id && this.ports.isVisible()) return;
    if (!state.lists.mine.some((row) => row.id === id)) return;
    const said = fresh.filter(isSaid);
    const last = said.at(-1);
    if (last) this.notify("said", id, last.text, said.length);
  }

  private notify(kind: Notice["kind"], conversationId: string, words: string, count: number): void {
    const notice = { kind, conversationId, words, count, at: this.ports.clock.now() };
    this.store.dispatch({ type: "notice", notice });
  }

  /** A hint can get lost; a summary that is ahead of our log gives it away. */
  private catchUp(): void {
    this.follow();
    const { conversations, lists } = this.store.get();
    for (const row of lists.mine) {
      const open = conversations[row.id];
      if (open && open.transcript.lastSeq < row.last_seq) this.refresh(row.id);
    }
  }
}

function isSaid(event: DeskEvent): event is MessageEvent | EditedEvent {
  return event.type === "edited" || (event.type === "message" && event.author === "citizen");
}
