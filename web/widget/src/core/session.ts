import type { Storage } from "./storage";

/** The right to read and write one conversation. */
export interface Session {
  conversationId: string;
  /** Opaque; sent as Bearer and in the first websocket frame, never in an address. */
  token: string;
}

/**
 * What a browser remembers of one service: the session and how far the citizen
 * has read. All tabs of one website share it.
 */
export class SessionStore {
  readonly sessionName: string;
  readonly seenName: string;

  /** @param scope address of the service, so that two services on one page do not mix */
  constructor(
    private readonly storage: Storage,
    scope: string,
  ) {
    this.sessionName = `baton:${scope}:session`;
    this.seenName = `baton:${scope}:seen`;
  }

  /** The stored session, null when there is none (or what is stored is not one). */
  load(): Session | null {
    try {
      const raw: unknown = JSON.parse(this.storage.get(this.sessionName) ?? "null");
      const { conversationId, token } = raw as Partial<Session>;
      if (typeof conversationId !== "string" || typeof token !== "string") return null;
      return conversationId && token ? { conversationId, token } : null;
    } catch {
      return null;
    }
  }

  /** Remembers a new session; nothing of it has been read yet. */
  save(session: Session): void {
    this.storage.remove(this.seenName);
    this.storage.set(this.sessionName, JSON.stringify(session));
  }

  /**
   * Forgets a session the service no longer knows. Another tab may have begun
   * a new one in the meantime: that one stays.
   */
  forget(gone: Session): void {
    if (this.load()?.conversationId !== gone.conversationId) return;
    this.storage.remove(this.sessionName);
    this.storage.remove(this.seenName);
  }

  /** The newest seq the citizen has had before their eyes. */
  seen(): number {
    return Number(this.storage.get(this.seenName)) || 0;
  }

  /** Moves the reading mark forward, never back. */
  markSeen(seq: number): void {
    if (seq > this.seen()) this.storage.set(this.seenName, String(seq));
  }
}
