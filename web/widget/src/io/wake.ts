/** What can be woken. `Chat` is. */
export interface Sleeper {
  wake(): void;
  networkLost(): void;
  storageChanged(name: string | null, value: string | null): void;
}

/**
 * Tells a sleeper about everything that ends a sleep: the network is back, the
 * page is looked at again, it returns from the back-forward cache; and about
 * what other tabs stored. The result stops it.
 *
 * Unloading is not listened to: closing a page is not leaving a conversation.
 */
export function listenForWaking(sleeper: Sleeper): () => void {
  const wake = (): void => sleeper.wake();
  const seen = (): void => {
    if (document.visibilityState === "visible") sleeper.wake();
  };
  const lost = (): void => sleeper.networkLost();
  const stored = (event: StorageEvent): void => sleeper.storageChanged(event.key, event.newValue);
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", wake);
  window.addEventListener("offline", lost);
  window.addEventListener("storage", stored);
  document.addEventListener("visibilitychange", seen);
  return () => {
    window.removeEventListener("online", wake);
    window.removeEventListener("pageshow", wake);
    window.removeEventListener("offline", lost);
    window.removeEventListener("storage", stored);
    document.removeEventListener("visibilitychange", seen);
  };
}
