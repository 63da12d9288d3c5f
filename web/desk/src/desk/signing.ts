import { isSignedOut } from "../api/errors";
import type { Me } from "../api/types";
import { backoff } from "../live/backoff";
import { type Problem, problemOf } from "../state/problem";
import type { Keeper } from "./keeper";
import type { DeskStore, Ports } from "./ports";

/** What signing in and out starts and stops. */
export interface SigningListener {
  /** Somebody is signed in: begin. */
  onIn(): void;
  /** Nobody is: stop everything that asks the service. */
  onOut(): void;
}

/** Who is at the desk: sign in, sign out, a session that ends in the middle of work. */
export class Signing {
  private attempt = 0;

  constructor(
    private readonly store: DeskStore,
    private readonly ports: Ports,
    private readonly keeper: Keeper,
    private readonly listener: SigningListener,
  ) {}

  /** At the start of the page: perhaps the cookie still holds. Tries until there is an answer. */
  async start(): Promise<void> {
    try {
      this.begin(await this.ports.api.me());
    } catch (error) {
      if (isSignedOut(error)) {
        this.store.dispatch({ type: "session/signedOut" });
        return;
      }
      this.store.dispatch({ type: "session/unreachable" });
      this.attempt += 1;
      const wait = backoff(this.attempt, this.ports.clock.random());
      this.ports.clock.after(wait, () => void this.start());
    }
  }

  /** Null when it worked. */
  async signIn(username: string, password: string): Promise<Problem | null> {
    try {
      const me = await this.ports.api.login(username, password);
      this.begin(me);
      // Who signs in comes to work; being away is a choice made afterwards.
      if (me.presence === "offline") await this.available();
      return null;
    } catch (error) {
      return problemOf(error);
    }
  }

  /** Null when it worked; without an answer the agent is still signed in and told so. */
  async signOut(): Promise<Problem | null> {
    try {
      await this.ports.api.setPresence("offline");
      await this.ports.api.logout();
    } catch (error) {
      if (!isSignedOut(error)) return problemOf(error);
    }
    this.listener.onOut();
    this.keeper.clear();
    this.store.dispatch({ type: "forgotten" });
    this.store.dispatch({ type: "session/signedOut" });
    return null;
  }

  /** The session has ended: everything stays as it is until the agent is back. */
  expire(): void {
    if (this.store.get().session.phase !== "signed_in") return;
    this.listener.onOut();
    this.store.dispatch({ type: "session/expired" });
  }

  /** Asks the service whether we are still who we were. */
  async check(): Promise<void> {
    if (this.store.get().session.phase !== "signed_in") return;
    try {
      const me = await this.ports.api.me();
      if (me.id !== this.store.get().session.me?.id) this.begin(me);
      else this.store.dispatch({ type: "session/signedIn", me });
    } catch (error) {
      if (isSignedOut(error)) this.expire();
    }
  }

  private begin(me: Me): void {
    const before = this.store.get().session.me;
    if (before?.id !== me.id) {
      if (before !== null) this.listener.onOut();
      this.keeper.leave();
      this.store.dispatch({ type: "forgotten" });
      this.keeper.open(me.id);
    }
    this.store.dispatch({ type: "session/signedIn", me });
    this.listener.onIn();
  }

  private async available(): Promise<void> {
    try {
      await this.ports.api.setPresence("available");
      this.store.dispatch({ type: "session/presence", presence: "available" });
    } catch {
      // The presence control shows what is true; the agent can choose there.
    }
  }
}
