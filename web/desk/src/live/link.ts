import { backoff } from "./backoff";
import type { Clock } from "./clock";
import { type Frame, parseFrame } from "./frames";

/** Silence after which a link counts as dead, in ms (the server speaks at least every 15 s). */
const SILENCE = 40_000;
/** Silence after which a link is not trusted by somebody who comes back from sleep, in ms. */
const DOUBTFUL = 20_000;
/** Longest time a connection may take to open, in ms. */
const OPENING = 10_000;
/** Close code of a server that does not know the session. */
const NOT_SIGNED_IN = 4401;

/** The part of a WebSocket the link uses. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(data: string): void;
  close(): void;
}

/** Whether the desk hears the service. */
export type LinkPhase = "connecting" | "open" | "lost";

/** What the link tells the desk. */
export interface LinkListener {
  onPhase(phase: LinkPhase): void;
  onFrame(frame: Frame): void;
  /** The session may be over: the desk asks the service. */
  onDoubt(): void;
}

/**
 * The desk's websocket as a state machine: off -> connecting -> open -> lost -> connecting ...
 * It only carries frames and comes back by itself; what to watch again after a break, and from
 * which seq, is the desk's business (see desk/desk.ts).
 */
export class Link {
  private socket: Socket | null = null;
  private attempt = 0;
  private cancelTimer: () => void = () => undefined;
  private running = false;
  private heard = 0;

  constructor(
    private readonly open: () => Socket,
    private readonly clock: Clock,
    private readonly listener: LinkListener,
  ) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.attempt = 0;
    this.connect();
  }

  stop(): void {
    this.running = false;
    this.drop();
  }

  /**
   * The network came back, the computer woke up, or the agent asked: do not wait for the next
   * attempt, and do not wait either for a connection that has been silent for too long.
   */
  hurry(): void {
    const isFine = this.socket !== null && this.clock.now() - this.heard < DOUBTFUL;
    if (!this.running || isFine) return;
    this.drop();
    this.connect();
  }

  /** The network is gone: do not wait for 40 s of silence. */
  suspect(): void {
    if (!this.running || this.socket === null) return;
    this.lose();
  }

  watch(conversationId: string, after: number): void {
    this.send({ type: "watch", conversation_id: conversationId, after });
  }

  unwatch(conversationId: string): void {
    this.send({ type: "unwatch", conversation_id: conversationId });
  }

  private send(frame: object): void {
    // Nothing is kept for later: the desk watches afresh each time the link opens.
    this.socket?.send(JSON.stringify(frame));
  }

  private connect(): void {
    this.listener.onPhase("connecting");
    const socket = this.open();
    this.socket = socket;
    this.heard = this.clock.now();
    this.arm(OPENING);
    socket.onopen = () => {
      this.arm(SILENCE);
      this.listener.onPhase("open");
    };
    socket.onmessage = (message) => this.hear(message.data);
    socket.onclose = (event) => this.closed(event.code);
  }

  private hear(data: unknown): void {
    // A connection counts as good once the server has said something, not once it is open:
    // a server that accepts and hangs up at once must not be asked again without a pause.
    this.attempt = 0;
    this.heard = this.clock.now();
    this.arm(SILENCE);
    const frame = parseFrame(data);
    // The answer is what keeps this agent's conversations theirs.
    if (frame?.type === "ping") this.send({ type: "pong" });
    else if (frame) this.listener.onFrame(frame);
  }

  private closed(code: number): void {
    if (code === NOT_SIGNED_IN) {
      this.stop();
      this.listener.onDoubt();
      return;
    }
    this.lose();
  }

  private lose(): void {
    this.drop();
    this.attempt += 1;
    this.listener.onPhase("lost");
    const wait = backoff(this.attempt, this.clock.random());
    this.cancelTimer = this.clock.after(wait, () => this.connect());
    // A refused handshake looks like a broken network from here; the service can tell.
    this.listener.onDoubt();
  }

  private arm(ms: number): void {
    this.cancelTimer();
    this.cancelTimer = this.clock.after(ms, () => this.lose());
  }

  private drop(): void {
    this.cancelTimer();
    const socket = this.socket;
    this.socket = null;
    if (socket === null) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }
}
