/**
 * One citizen's chat: ties session, outbox, connection and transcript
 * together. It has no DOM; the element shows its state and calls its verbs.
 */
import { type Api, ApiError } from "./api";
import { backoff } from "./backoff";
import { type ChatState, INITIAL } from "./chat-state";
import type { Clock } from "./clock";
import { Connection, type SocketLike } from "./connection";
import { type Letter, Outbox } from "./outbox";
import type { Author, Button, Frame, LogEvent } from "./protocol";
import { Sender } from "./sender";
import { type Session, SessionStore } from "./session";
import type { Storage } from "./storage";
import { addEvents, countUnread, EMPTY, hasGap } from "./transcript";

/** "Typing" that is never taken back is believed this long, in milliseconds. */
const TYPING_MS = 60_000;
/** Two replacements of a conversation that is gone are at least this far apart, in milliseconds. */
const CREATE_AGAIN_MS = 10_000;

export interface ChatPorts {
  /** Address of the service: the name under which this browser remembers things. */
  scope: string;
  storage: Storage;
  api: Api;
  clock: Clock;
  random: () => number;
  newKey: () => string;
  /** Runs `task` while no other tab of this website runs one of that name. */
  exclusively: (name: string, task: () => Promise<void>) => Promise<void>;
  openSocket: (conversationId: string) => SocketLike;
  browserOnline: () => boolean;
  /** Language for a conversation that is created now. */
  language: () => string;
  onChange: (state: ChatState) => void;
}

export class Chat {
  private current: ChatState = INITIAL;
  private session: Session | null = null;
  private readonly sessions: SessionStore;
  private readonly outbox: Outbox;
  private readonly sender: Sender;
  private readonly connection: Connection;
  /** Events of a backlog that is still coming, shown in one piece. */
  private backlog: LogEvent[] = [];
  private creating = false;
  private refetching = false;
  private failures = 0;
  /** When a conversation was last replaced, milliseconds since the epoch. */
  private replacedAt = 0;
  private cancelCreate: (() => void) | null = null;
  private cancelTyping: (() => void) | null = null;

  constructor(private readonly ports: ChatPorts) {
    const { storage, scope, api, clock, random } = ports;
    this.sessions = new SessionStore(storage, scope);
    this.outbox = new Outbox(storage, scope, ports.newKey);
    this.sender = new Sender({
      api,
      clock,
      random,
      outbox: this.outbox,
      session: () => this.session,
      changed: () => this.show({}),
      reached: () => this.connection.wake(),
      gone: (session) => this.gone(session),
    });
    this.connection = new Connection({
      api,
      clock,
      random,
      openSocket: ports.openSocket,
      browserOnline: ports.browserOnline,
      lastSeq: () => this.current.transcript.lastSeq + this.backlog.length,
      onFrame: (frame) => this.frame(frame),
      onLink: (link) => this.linked(link),
      onGone: (session) => this.gone(session),
      onForbidden: () => this.show({ problem: { code: "wrong_origin", waitSeconds: 0 } }),
    });
  }

  get state(): ChatState {
    return this.current;
  }

  /** Takes up a conversation this browser remembers; false when there is none. */
  resume(): boolean {
    const session = this.sessions.load();
    if (session && session.conversationId !== this.session?.conversationId) this.follow(session);
    return this.session !== null;
  }

  /** The citizen wants to talk: resumes, or creates a conversation. */
  begin(): void {
    if (!this.resume()) void this.create();
  }

  /** Sends what was typed. Kept from this moment on, whatever happens. */
  say(text: string): void {
    this.post({ text, payload: "" });
  }

  /** Presses a button of the newest message. */
  press(button: Button): void {
    this.post({ text: button.title, payload: button.payload });
  }

  /** Sends a refused or waiting message now. */
  retry(key: string): void {
    this.outbox.retry(key);
    this.show({});
    this.begin();
    this.sender.insist();
  }

  /** Takes a message that is not sent yet back; its text, to be edited. */
  takeBack(key: string): string {
    const entry = this.outbox.remove(key);
    this.show({});
    return entry?.text ?? "";
  }

  /** Everything shown so far has been before the citizen's eyes. */
  read(): void {
    this.sessions.markSeen(this.current.transcript.lastSeq);
    this.show({});
  }

  /** The page woke up or the network is back. */
  wake(): void {
    this.connection.wake();
    if (this.cancelCreate) void this.create();
    this.sender.kick();
  }

  /** The browser lost its network. */
  networkLost(): void {
    this.connection.networkLost();
  }

  /** Another tab changed something this browser remembers. */
  storageChanged(name: string | null, value: string | null): void {
    if (name === this.sessions.sessionName && value) this.resume();
    if (name === this.sessions.seenName) this.show({});
    const key = name && value === null ? this.outbox.keyOfName(name) : null;
    if (key) this.outbox.accept(key);
    if (key) this.show({});
  }

  /** Leaves the page: nothing is sent or received any more, nothing is forgotten. */
  stop(): void {
    this.cancelCreate?.();
    this.cancelTyping?.();
    this.connection.stop();
    this.session = null;
  }

  private post(letter: Letter): void {
    this.outbox.add(letter, this.ports.clock.now());
    this.show({});
    this.begin();
    this.sender.kick();
  }

  private follow(session: Session): void {
    this.session = session;
    this.failures = 0;
    this.backlog = [];
    this.outbox.restore();
    this.show({
      phase: "catching-up",
      transcript: EMPTY,
      problem: null,
      typing: null,
      position: 0,
    });
    this.connection.start(session);
    this.sender.kick();
  }

  private async create(): Promise<void> {
    if (this.creating || this.session) return;
    this.creating = true;
    this.cancelCreate?.();
    this.cancelCreate = null;
    this.show({ phase: "creating", problem: null });
    try {
      await this.ports.exclusively(`baton:${this.ports.scope}`, async () => {
        // Another tab may have been quicker: then there is one to join.
        if (!this.sessions.load()) {
          this.sessions.save(await this.ports.api.create(this.ports.language()));
        }
      });
      this.resume();
    } catch (problem) {
      this.createFailed(problem instanceof ApiError ? problem : new ApiError("network"));
    } finally {
      this.creating = false;
    }
  }

  private createFailed(problem: ApiError): void {
    if (!problem.passing && !problem.gone) {
      this.show({ phase: "idle", problem: { code: problem.code, waitSeconds: 0 } });
      return;
    }
    this.failures += 1;
    const { clock, random } = this.ports;
    const pause = Math.max(problem.retryAfterMs, backoff(this.failures, random()));
    this.cancelCreate = clock.after(pause, () => void this.create());
    this.show({
      problem: { code: problem.code, waitSeconds: Math.ceil(problem.retryAfterMs / 1_000) },
      link: this.failures > 2 ? "offline" : "connecting",
    });
  }

  private frame(frame: Frame): void {
    if (frame.kind === "event") this.event(frame.event);
    if (frame.kind === "ready") this.caughtUp();
    if (frame.kind === "typing") this.typed(frame.author, frame.on);
    if (frame.kind === "queue") this.show({ position: frame.position });
  }

  private event(event: LogEvent): void {
    if (this.current.phase === "catching-up") {
      const expected = this.current.transcript.lastSeq + this.backlog.length + 1;
      if (event.seq === expected) this.backlog.push(event);
      else if (event.seq > expected) this.apply([event]);
    } else {
      this.apply([event]);
    }
  }

  private apply(events: readonly LogEvent[]): void {
    const all = [...this.backlog, ...events];
    this.backlog = [];
    const transcript = addEvents(this.current.transcript, all);
    for (const event of all) this.settle(event);
    this.show({
      transcript,
      position: transcript.control === "queued" ? this.current.position : 0,
    });
    if (hasGap(transcript)) void this.refetch();
  }

  /** What an event ends: our own pending message, or somebody's typing. */
  private settle(event: LogEvent): void {
    if (event.type === "control" && event.control !== "agent") this.typed("agent", false);
    if (event.type !== "message") return;
    if (event.author === "citizen" && event.key) this.outbox.remove(event.key);
    else if (event.author === this.current.typing) this.typing(null);
  }

  private caughtUp(): void {
    this.apply([]);
    this.show({ phase: "ready" });
  }

  /** Something is missing between two events: asks for it in the other way. */
  private async refetch(): Promise<void> {
    const { session } = this;
    if (!session || this.refetching) return;
    this.refetching = true;
    try {
      const page = await this.ports.api.events(session, this.current.transcript.lastSeq);
      if (this.session === session && page.events.length > 0) this.apply(page.events);
    } catch {
      // The next event, or the next connection, asks again from the same seq.
    } finally {
      this.refetching = false;
    }
  }

  /** The bot is done while an agent writes, or the other way round: only one's own typing ends. */
  private typed(author: Author, on: boolean): void {
    if (on) this.typing(author);
    else if (this.current.typing === author) this.typing(null);
  }

  private typing(author: Author | null): void {
    this.cancelTyping?.();
    this.cancelTyping = author
      ? this.ports.clock.after(TYPING_MS, () => this.show({ typing: null }))
      : null;
    this.show({ typing: author });
  }

  /** Sends what is owed, also for tabs that were closed before they could. */
  private takeOver(): void {
    this.outbox.restore();
    for (const item of this.current.transcript.items) {
      if (item.kind === "message") this.settle(item.message);
    }
    this.sender.kick();
  }

  private linked(link: ChatState["link"]): void {
    if (link === "online") this.takeOver();
    else this.typing(null);
    this.show({ link });
  }

  /** The service has deleted the conversation: begin anew, lose no word. */
  private gone(session: Session): void {
    if (this.session?.conversationId !== session.conversationId) return;
    this.connection.stop();
    this.sessions.forget(session);
    this.session = null;
    this.backlog = [];
    this.outbox.readdress();
    this.show({ phase: "creating", transcript: EMPTY, replaced: true, position: 0 });
    const { clock } = this.ports;
    const pause = this.replacedAt + CREATE_AGAIN_MS - clock.now();
    this.replacedAt = clock.now();
    if (pause <= 0) void this.create();
    else this.cancelCreate = clock.after(pause, () => void this.create());
  }

  private show(change: Partial<ChatState>): void {
    const next = { ...this.current, ...change };
    const unread = countUnread(next.transcript, this.sessions.seen());
    this.current = { ...next, pending: this.outbox.all, unread };
    this.ports.onChange(this.current);
  }
}
