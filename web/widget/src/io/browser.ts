/** The browser behind the ports of the core. */
import { httpApi } from "../core/api";
import type { ChatPorts } from "../core/chat";
import { systemClock } from "../core/clock";
import type { SocketLike } from "../core/connection";
import { browserStorage } from "../core/storage";

/** 128 random bits in hex. randomUUID would need https, which an intranet may lack. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * How long a tab waits for what another one has just stored, in milliseconds. Locks pass between
 * tabs faster than localStorage does, which browsers bring from process to process in their own time.
 */
const STORED_MS = 250;

/** Runs tasks of one name one after the other over all tabs, where the browser has locks. */
async function exclusively(name: string, task: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return task();
  const done = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await task();
    return lock !== null;
  });
  if (done) return;
  await navigator.locks.request(name, async () => {
    await new Promise((resolve) => setTimeout(resolve, STORED_MS));
    await task();
  });
}

function openSocket(origin: string, conversationId: string): SocketLike {
  const base = origin.replace(/^http/, "ws");
  const id = encodeURIComponent(conversationId);
  return new WebSocket(`${base}/api/conversations/${id}/stream`) as SocketLike;
}

/**
 * Everything `Chat` needs, from the browser.
 *
 * @param origin address of the service, without a slash at the end
 */
export function browserPorts(origin: string): Omit<ChatPorts, "language" | "onChange"> {
  return {
    scope: origin,
    storage: browserStorage(() => localStorage),
    api: httpApi(origin, (...args) => fetch(...args)),
    clock: systemClock,
    random: Math.random,
    newKey: randomKey,
    exclusively,
    openSocket: (conversationId) => openSocket(origin, conversationId),
    browserOnline: () => navigator.onLine,
  };
}

/**
 * Lets the plain page of the same site forget the conversation, too: its cookie is out of reach of
 * scripts. On other sites the browser never kept one.
 */
export function forgetPlainPage(origin: string): void {
  if (origin !== location.origin) return;
  fetch(`${origin}/plain/forget`, { method: "POST", redirect: "manual" }).catch(() => {
    // Without a network there is nobody to tell; the cookie cannot be used either.
  });
}
