/**
 * One citizen's chat: ties session, outbox, connection and transcript
 * together. It has no DOM; the element shows its state and calls its verbs.
 */
import type { Api } from "./api";
import { type ChatState, INITIAL } from "./chat-state";
import type { Clock } from "./clock";
import { Connection, type SocketLike } from "./connection";
import { Opening } from "./opening";
import { LEAVE_QUEUE, type Letter, Outbox } from "./outbox";
import type { Button, Frame, LogEvent } from "./protocol";
import { Sender } from "./sender";
import { type Session, SessionStore } from "./session";
import type { Storage } from "./storage";
import { addEvents, countUnread, EMPTY, hasGap } from "./transcript";
import { Typing } from "./typing";

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
  private readonly opening: Opening;
  private readonly typing: Typing;
  /** Events of a backlog that is still coming, shown in one piece. */
  private backlog: LogEvent[] = [];
  private refetching = false;

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
    this.opening = new Opening({
      api,
      clock,
      random,
      sessions: this.sessions,
      exclusively: (task) => ports.exclusively(`baton:${scope}`, task),
      language: ports.language,
      opened: () => void this.resume(),
      show: (change) => this.show(change),
    });
    this.typing = new Typing(clock, (typing) => this.show({ typing }));
  }

  get state(): ChatState {
    return this.current;
  }

  /** The right to this conversation, for a link or a form; null while there is none. */
  get key(): Session | null {
    return this.session;
  }

  /** Takes up a conversation this browser remembers; false when there is none. */
  resume(): boolean {
    const session = this.sessions.load();
    if (session && session.conversationId !== this.session?.conversationId) this.follow(session);
    return this.session !== null;
  }

  /** The citizen wants to talk: resumes, or creates a conversation. */
  begin(): void {
    if (!this.resume()) void this.opening.open();
  }

  /** Goes on with a conversation that was begun on another device. */
  adopt(session: Session): void {
    if (session.conversationId !== this.sessions.load()?.conversationId) {
      // What is not sent yet was written into another conversation.
      this.outbox.clear();
      this.sessions.save(session);
    }
    this.resume();
  }

  /** This browser shall know nothing of the conversation any more; the service keeps it. */
  forget(): void {
    const { session } = this;
    this.leave();
    this.outbox.clear();
    if (session) this.sessions.forget(session);
    this.show({});
  }

  /** Sends what was typed. Kept from this moment on, whatever happens. */
  say(text: string): void {
    this.post({ text, payload: "" });
  }

  /** Presses a button of the newest message. */
  press(button: Button): void {
    this.post({ text: button.title, payload: button.payload });
  }

  /** The citizen does not want to wait for a person any more. */
  leaveQueue(): void {
    if (!this.outbox.leaving) this.post({ text: "", payload: LEAVE_QUEUE });
  }

  /** The citizen types; an agent who is there is shown it. */
  typed(): void {
    if (this.current.transcript.control !== "agent" || !this.typing.isHintDue()) return;
    this.connection.hint({ type: "typing" });
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
    if (this.opening.isWaiting) void this.opening.open();
    this.sender.kick();
  }

  /** The browser lost its network. */
  networkLost(): void {
    this.connection.networkLost();
  }

  /** Another tab changed something this browser remembers. */
  storageChanged(name: string | null, value: string | null): void {
    if (name === this.sessions.sessionName && value) this.resume();
    if (name === this.sessions.sessionName && value === null) this.leave();
    if (name === this.sessions.seenName) this.show({});
    const key = name && value === null ? this.outbox.keyOfName(name) : null;
    if (key) this.outbox.accept(key);
    if (key) this.show({});
  }

  /** Leaves the page: nothing is sent or received any more, nothing is forgotten. */
  stop(): void {
    this.opening.stop();
    this.typing.stop();
    this.connection.stop();
    this.session = null;
  }

  /** As if nothing had ever happened here. */
  private leave(): void {
    this.stop();
    this.backlog = [];
    this.show(INITIAL);
  }

  private post(letter: Letter): void {
    this.outbox.add(letter, this.ports.clock.now());
    this.show({});
    this.begin();
    this.sender.kick();
  }

  private follow(session: Session): void {
    this.session = session;
    this.opening.settled();
    this.backlog = [];
    this.outbox.restore();
    this.typing.end();
    this.show({ phase: "catching-up", transcript: EMPTY, problem: null, queue: null });
    this.connection.start(session);
    this.sender.kick();
  }

  private frame(frame: Frame): void {
    if (frame.kind === "event") this.event(frame.event);
    if (frame.kind === "ready") this.caughtUp();
    if (frame.kind === "typing") this.typing.told(frame.author, frame.on);
    if (frame.kind === "queue") this.show({ queue: frame.queue });
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
    const queue = transcript.control === "queued" ? this.current.queue : null;
    this.show({ transcript, queue });
    if (hasGap(transcript)) void this.refetch();
  }

  /** What an event ends: our own pending message, or somebody's typing. */
  private settle(event: LogEvent): void {
    if (event.type === "control" && event.control !== "agent") this.typing.told("agent", false);
    if (event.type !== "message") return;
    if (event.author === "citizen" && event.key) this.outbox.remove(event.key);
    else this.typing.told(event.author, false);
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
    else this.typing.end();
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
    this.show({ phase: "creating", transcript: EMPTY, replaced: true, queue: null });
    this.opening.replace();
  }

  private show(change: Partial<ChatState>): void {
    const next = { ...this.current, ...change };
    const unread = countUnread(next.transcript, this.sessions.seen());
    const { all: pending, leaving } = this.outbox;
    this.current = { ...next, pending, leaving, unread };
    this.ports.onChange(this.current);
  }
}
