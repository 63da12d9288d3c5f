/** Hand-made stand-ins at the ports: a clock, websockets and the HTTP side. */
import { type Api, ApiError } from "../src/core/api";
import type { Clock } from "../src/core/clock";
import type { SocketLike } from "../src/core/connection";
import { type EventsPage, type LogEvent, parseEvent } from "../src/core/protocol";
import type { Session } from "../src/core/session";

/** Lets every promise that is already settled run its course. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** Time that moves only when told to. */
export class FakeClock implements Clock {
  private time = 1_000_000;
  private timers: { at: number; task: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.time + ms, task };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Moves on by `ms`, running what falls due on the way, in order. */
  async advance(ms: number): Promise<void> {
    const until = this.time + ms;
    await settle();
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      this.time = Math.max(this.time, due.at);
      due.task();
      await settle();
    }
    this.time = until;
  }

  /** Time passes without any timer running, as while a laptop sleeps. */
  sleep(ms: number): void {
    this.time += ms;
  }
}

/** A websocket whose other end is the test. */
export class FakeSocket implements SocketLike {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: unknown[] = [];
  closed = false;

  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }

  close(): void {
    this.closed = true;
  }

  /** The service sends frames. */
  deliver(...frames: object[]): void {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** The link is up and the service has sent its backlog. */
  greet(...events: object[]): void {
    this.onopen?.();
    this.deliver(...events, { type: "ready", last_seq: events.length });
  }

  /** The link breaks, or the service ends it. */
  drop(code = 1006): void {
    this.onclose?.({ code });
  }
}

/** Collects the sockets that were opened. */
export class FakeNetwork {
  readonly sockets: FakeSocket[] = [];
  online = true;

  readonly open = (_conversationId: string): SocketLike => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  };

  get newest(): FakeSocket {
    const socket = this.sockets[this.sockets.length - 1];
    if (!socket) throw new Error("no websocket was opened");
    return socket;
  }
}

type Sent = { conversationId: string; key: string; text: string; payload: string };

/** The HTTP side: remembers what it was asked and fails on command. */
export class FakeApi implements Api {
  readonly sent: Sent[] = [];
  readonly asked: number[] = [];
  created = 0;
  log: LogEvent[] = [];
  failSend: ApiError[] = [];
  failCreate: ApiError[] = [];
  failEvents: ApiError[] = [];

  async create(_language: string): Promise<Session> {
    const problem = this.failCreate.shift();
    if (problem) throw problem;
    this.created += 1;
    return { conversationId: `c${this.created}`, token: `t${this.created}` };
  }

  async send(
    session: Session,
    letter: { key: string; text: string; payload: string },
  ): Promise<void> {
    const { key, text, payload } = letter;
    this.sent.push({ conversationId: session.conversationId, key, text, payload });
    const problem = this.failSend.shift();
    if (problem) throw problem;
  }

  async events(_session: Session, after: number): Promise<EventsPage> {
    this.asked.push(after);
    const problem = this.failEvents.shift();
    if (problem) throw problem;
    return { events: this.log.filter((event) => event.seq > after), lastSeq: this.log.length };
  }
}

/** An error of the network: no answer at all. */
export const networkError = (): ApiError => new ApiError("network");

/** The JSON of a message event. */
export function said(seq: number, author: string, text: string, more: object = {}): object {
  return { seq, at: "2026-03-02T14:05:00Z", type: "message", author, text, ...more };
}

/** The JSON of a control event. */
export function control(seq: number, to: string, name = ""): object {
  return { seq, at: "2026-03-02T14:05:00Z", type: "control", author: "system", control: to, name };
}

/** The same, as the widget holds it. */
export function parsed(...raw: object[]): LogEvent[] {
  return raw.map((event) => {
    const checked = parseEvent(event);
    if (!checked) throw new Error("not an event");
    return checked;
  });
}
