/** One second hand for the whole page, so that a long queue does not run a timer per row. */
export interface Ticker {
  /** Milliseconds since 1970 on this computer, moving once a second. */
  now(): number;
  subscribe(listener: () => void): () => void;
}

/** A ticker that runs only while somebody listens. */
export function createTicker(): Ticker {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    now: () => now,
    subscribe(listener) {
      if (listeners.size === 0) {
        now = Date.now();
        timer = setInterval(tick, 1000);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
  };
}
