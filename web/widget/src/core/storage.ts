/** Text by name, as far as the browser lets a page keep any. */
export interface Storage {
  get(name: string): string | null;
  set(name: string, value: string): void;
  remove(name: string): void;
  /** All names that begin with `prefix`, in no particular order. */
  names(prefix: string): string[];
}

/** Keeps values as long as the page lives. */
export function memoryStorage(): Storage {
  const values = new Map<string, string>();
  return {
    get: (name) => values.get(name) ?? null,
    set: (name, value) => void values.set(name, value),
    remove: (name) => void values.delete(name),
    names: (prefix) => [...values.keys()].filter((name) => name.startsWith(prefix)),
  };
}

/**
 * A browser storage with the page's memory behind it.
 *
 * `open` may throw (storage blocked by a setting) and so may every write (quota,
 * private windows): the conversation then lives as long as the page, instead
 * of not at all.
 */
export function browserStorage(open: () => globalThis.Storage): Storage {
  const memory = memoryStorage();
  let store: globalThis.Storage;
  try {
    store = open();
    store.getItem("baton");
  } catch {
    return memory;
  }
  return {
    get: (name) => memory.get(name) ?? store.getItem(name),
    set(name, value) {
      try {
        store.setItem(name, value);
        memory.remove(name);
      } catch {
        memory.set(name, value);
      }
    },
    remove(name) {
      memory.remove(name);
      store.removeItem(name);
    },
    names: (prefix) => [
      ...new Set([
        ...memory.names(prefix),
        ...Object.keys(store).filter((n) => n.startsWith(prefix)),
      ]),
    ],
  };
}
