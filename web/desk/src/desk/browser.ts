import { createApi } from "../api/client";
import { systemClock } from "../live/clock";
import type { Socket } from "../live/link";
import { browserAlarm } from "./alarm";
import { Desk } from "./desk";
import type { Shelf } from "./ports";

/** Clock differences below this are not worth correcting, in ms (the header has whole seconds). */
const TOLERANCE = 3_000;

/** The desk as it runs in a browser, with its ears to the page's events. */
export function browserDesk(): Desk {
  const api = createApi(
    (url, init) => fetch(url, init),
    (serverNow) => {
      const skew = serverNow - Date.now();
      const known = desk.store.get().skew;
      if (Math.abs(skew - known) > TOLERANCE) desk.store.dispatch({ type: "skew", skew });
    },
  );
  const desk: Desk = new Desk({
    api,
    openSocket: () => new WebSocket(streamUrl()) as Socket,
    clock: systemClock,
    shelf: shelfOver(() => sessionStorage),
    preferences: shelfOver(() => localStorage),
    alarm: browserAlarm(),
    newKey,
    isVisible: () => document.visibilityState === "visible",
  });
  window.addEventListener("online", () => desk.network(true));
  window.addEventListener("offline", () => desk.network(false));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") desk.awake();
  });
  return desk;
}

function streamUrl(): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}/api/desk/stream`;
}

/** crypto.randomUUID exists only on secure origins; a desk on plain http in an office has to work. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A browser's storage; where it is full or forbidden the desk works on without keeping anything. */
function shelfOver(storage: () => Storage): Shelf {
  const attempt = <Value>(work: () => Value, otherwise: Value): Value => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  return {
    get: (name) => attempt(() => storage().getItem(name), null),
    set: (name, value) => attempt(() => storage().setItem(name, value), undefined),
    remove: (name) => attempt(() => storage().removeItem(name), undefined),
  };
}
