/**
 * Receiving: one websocket that follows the log, kept alive over loss of
 * network, sleep and restarts of the service; where websockets are blocked,
 * polling. An explicit state machine:
 *
 *   stopped -> opening -> live -> pausing -> opening ...
 *              opening -> (sockets blocked) polling -> opening ...
 *
 * Nothing is remembered here but failures: each attempt resumes after the
 * last seq of the transcript.
 */
import { type Api, ApiError } from "./api";
import { backoff } from "./backoff";
import type { Clock } from "./clock";
import { type Frame, parseFrame } from "./protocol";
import type { Session } from "./session";

/** As the service sends a heartbeat every 15 s, this silence means the link is dead. */
export const SILENCE_MS = 40_000;
/** Pause between two polls where websockets are blocked. */
export const POLL_MS = 3_000;
/** How long polling goes on before a websocket is tried again. */
export const SOCKET_AGAIN_MS = 60_000;
/** How long a websocket may take until its first frame. */
const OPENING_MS = 12_000;
/** Websocket attempts in a row without one frame, before polling is tried. */
const SILENT_ATTEMPTS = 2;
/** Failures in a row after which "connecting" becomes "offline". */
const OFFLINE_AFTER = 3;

/** How the link looks to a citizen. */
export type Link = "connecting" | "online" | "offline";

/** The part of WebSocket that is used. */
export interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(data: string): void;
  close(): void;
}

export interface ConnectionPorts {
  api: Api;
  clock: Clock;
  random: () => number;
  openSocket: (conversationId: string) => SocketLike;
  /** What the browser believes about its network. */
  browserOnline: () => boolean;
  /** The last seq that has been applied. */
  lastSeq: () => number;
  onFrame: (frame: Frame) => void;
  onLink: (link: Link) => void;
  /** The service does not know the conversation (or its token) any more. */
  onGone: (session: Session) => void;
  /** The service does not serve this website. */
  onForbidden: () => void;
}

type State = "stopped" | "opening" | "live" | "polling" | "pausing";

export class Connection {
  private state: State = "stopped";
  private session: Session | null = null;
  private socket: SocketLike | null = null;
  private cancelTimer: (() => void) | null = null;
  private failures = 0;
  private silentAttempts = 0;
  private lastHeard = 0;
  private pollingSince = 0;

  constructor(private readonly ports: ConnectionPorts) {}

  /** Follows a conversation from now on. */
  start(session: Session): void {
    this.session = session;
    this.failures = 0;
    this.silentAttempts = 0;
    this.open();
  }

  /** Stops; no frame arrives any more. */
  stop(): void {
    this.session = null;
    this.enter("stopped");
  }

  /**
   * The page woke up, the network came back or the citizen looks again: an
   * old silence or a running pause ends here.
   */
  wake(): void {
    if (this.state === "stopped") return;
    const silent = this.ports.clock.now() - this.lastHeard > SILENCE_MS;
    if (this.state === "pausing" || (this.state === "live" && silent)) this.open();
  }

  /** The browser says that the network is gone. */
  networkLost(): void {
    if (this.state === "stopped") return;
    this.failures = Math.max(this.failures, OFFLINE_AFTER);
    this.pause(backoff(this.failures, this.ports.random()));
  }

  /** Sends a sign of the moment; it is lost when the link is, and nobody minds. */
  hint(frame: { type: "typing" }): void {
    if (this.state === "live") this.socket?.send(JSON.stringify(frame));
  }

  /** Leaves whatever was going on; at most one socket and one timer exist. */
  private enter(state: State): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
    if (this.socket) {
      const old = this.socket;
      this.socket = null;
      old.onopen = null;
      old.onmessage = null;
      old.onclose = null;
      old.close();
    }
    this.state = state;
  }

  private timer(ms: number, task: () => void): void {
    this.cancelTimer?.();
    this.cancelTimer = this.ports.clock.after(ms, task);
  }

  /** @param quietly polling works, so a try with a websocket is no news to anybody */
  private open(quietly = false): void {
    const { session } = this;
    if (!session) return;
    this.enter("opening");
    if (!quietly) this.ports.onLink(this.failures >= OFFLINE_AFTER ? "offline" : "connecting");
    let heard = false;
    try {
      this.socket = this.ports.openSocket(session.conversationId);
    } catch {
      // A policy of the host page can forbid the websocket outright.
      this.lost(false);
      return;
    }
    const socket = this.socket;
    socket.onopen = () => {
      socket.send(JSON.stringify({ token: session.token, after: this.ports.lastSeq() }));
    };
    socket.onmessage = ({ data }) => {
      heard = true;
      this.heard(data);
    };
    socket.onclose = ({ code }) => this.closed(code, heard);
    this.timer(OPENING_MS, () => this.lost(heard));
  }

  private heard(data: unknown): void {
    this.lastHeard = this.ports.clock.now();
    this.silentAttempts = 0;
    this.timer(SILENCE_MS, () => this.open());
    const frame = parseFrame(data);
    if (!frame) return;
    if (frame.kind === "ready" && this.state === "opening") {
      this.state = "live";
      this.failures = 0;
      this.ports.onLink("online");
    }
    this.ports.onFrame(frame);
  }

  private closed(code: number, heard: boolean): void {
    const { session } = this;
    if (!session) return;
    if (code === 4401 || code === 4404) {
      this.enter("stopped");
      this.ports.onGone(session);
    } else if (code === 4403) {
      this.enter("stopped");
      this.ports.onForbidden();
    } else {
      this.lost(heard);
    }
  }

  /** The socket is lost, or never came to life. */
  private lost(heard: boolean): void {
    if (!heard) this.silentAttempts += 1;
    this.failures += 1;
    this.enter("pausing");
    if (this.silentAttempts >= SILENT_ATTEMPTS) void this.tryPolling();
    else this.pause(backoff(this.failures, this.ports.random()));
  }

  private pause(ms: number): void {
    this.enter("pausing");
    const offline = this.failures >= OFFLINE_AFTER || !this.ports.browserOnline();
    this.ports.onLink(offline ? "offline" : "connecting");
    this.timer(ms, () => this.open());
  }

  /** Sockets do not get through: if plain requests do, live on those. */
  private async tryPolling(): Promise<void> {
    this.state = "polling";
    this.pollingSince = this.ports.clock.now();
    await this.poll();
  }

  private async poll(): Promise<void> {
    const { session } = this;
    if (!session || this.state !== "polling") return;
    try {
      const page = await this.ports.api.events(session, this.ports.lastSeq());
      if (this.session !== session || this.state !== "polling") return;
      for (const event of page.events) this.ports.onFrame({ kind: "event", event });
      this.ports.onFrame({ kind: "ready", lastSeq: page.lastSeq });
      this.failures = 0;
      this.ports.onLink("online");
      const more = this.ports.lastSeq() < page.lastSeq && page.events.length > 0;
      this.pollAgain(more ? 0 : POLL_MS);
    } catch (problem) {
      if (this.session === session && this.state === "polling") this.pollFailed(session, problem);
    }
  }

  private pollAgain(ms: number): void {
    const again = this.ports.clock.now() - this.pollingSince >= SOCKET_AGAIN_MS;
    this.timer(ms, () => (again ? this.open(true) : void this.poll()));
  }

  private pollFailed(session: Session, problem: unknown): void {
    if (problem instanceof ApiError && problem.gone) {
      this.enter("stopped");
      this.ports.onGone(session);
    } else if (problem instanceof ApiError && problem.code === "wrong_origin") {
      this.enter("stopped");
      this.ports.onForbidden();
    } else {
      this.failures += 1;
      this.pause(backoff(this.failures, this.ports.random()));
    }
  }
}
