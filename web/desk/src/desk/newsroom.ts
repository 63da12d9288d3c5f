import type { DeskEvent } from "../api/events";
import type { Floor } from "../state/floor";
import { goneFrom } from "../state/lost";
import { lostOf, type Moving, type NewsKind, newsOf } from "../state/news";
import { text } from "../text/en";
import type { DeskStore, Ports } from "./ports";

/** Longest time a sound is not repeated, in ms: ten at once are one. */
const QUIET = 1_500;

/** What the newsroom asks of the rest of the desk. */
export interface NewsroomWorld {
  isMyDoing: Moving["isMyDoing"];
  /** Shows a conversation, wherever the agent is. */
  open(id: string): void;
  /** Fetches a conversation anew. */
  look(id: string): void;
}

/** Tells the agent what is new: a notice on the page, a sound, a notification of the browser. */
export class Newsroom {
  private rang = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly store: DeskStore,
    private readonly ports: Ports,
    private readonly world: NewsroomWorld,
  ) {}

  /** The floor moved; `afresh`: it is the first one after the link was opened. */
  floorMoved(before: Floor, held: readonly string[], afresh: boolean): void {
    const { floor, session } = this.store.get();
    const moving: Moving = { me: session.me?.id ?? "", isMyDoing: this.world.isMyDoing };
    this.tellLost(lostOf(held, floor, moving), afresh);
    // The very first lists are no news: the agent has just opened the desk and sees them.
    if (!before.known) return;
    const news = newsOf(before, floor, moving);
    // The most pressing one last: it is the one that stays on the page.
    for (const { kind, row, count } of news.toReversed()) {
      if (kind === "late" && this.isOnScreen(row.id)) this.alarm(text.alert.late(), row.id);
      else this.tell(kind, row.id, row.need || (row.topic ?? ""), count);
    }
  }

  /** Something was said in a conversation of mine, or where I help. */
  said(id: string, fresh: readonly DeskEvent[]): void {
    const { held, session } = this.store.get();
    if (this.isOnScreen(id)) return;
    const whispers = fresh.filter(
      (event) => event.type === "note" && event.whisper && event.agent?.id !== session.me?.id,
    );
    const whisper = whispers.at(-1);
    if (held.includes(id) && whisper?.type === "note") {
      this.tell("whisper", id, whisper.text, whispers.length);
      return;
    }
    const said = fresh.filter(isSaid);
    const last = said.at(-1);
    if (held.includes(id) && last && "text" in last) this.tell("said", id, last.text, said.length);
  }

  private isOnScreen(id: string): boolean {
    return this.store.get().selected === id && this.ports.isVisible();
  }

  private tellLost(ids: readonly string[], away: boolean): void {
    if (ids.length === 0) return;
    this.store.dispatch({ type: "lost", lost: { ids, away } });
    const rows = this.store.get().floor.rows;
    // What has left this agent's view has to be looked up: it may have been ended by themselves.
    for (const id of ids) if (!rows.has(id)) this.world.look(id);
    const told = goneFrom(this.store.get());
    if (told) this.alarm(text.alert.lost(told.count), ids[0] ?? "");
  }

  private tell(kind: NewsKind, conversationId: string, words: string, count: number): void {
    const notice = { kind, conversationId, words, count, at: this.ports.clock.now() };
    this.store.dispatch({ type: "notice", notice });
    this.alarm(text.alert[kind](count), conversationId);
  }

  /** `words` are ours: what a citizen wrote never leaves the page. */
  private alarm(words: string, id: string): void {
    const { sound, popups } = this.store.get().settings;
    const now = this.ports.clock.now();
    if (sound && Math.abs(now - this.rang) >= QUIET) {
      this.rang = now;
      this.ports.alarm.ring();
    }
    if (popups && !this.ports.isVisible()) this.ports.alarm.popup(words, () => this.world.open(id));
  }
}

function isSaid(event: DeskEvent): boolean {
  return event.type === "edited" || (event.type === "message" && event.author === "citizen");
}
