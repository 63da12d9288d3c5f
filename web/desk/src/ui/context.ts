import { createContext, use, useSyncExternalStore } from "react";
import type { Desk } from "../desk/desk";
import type { DeskState } from "../state/desk";
import type { Ticker } from "./ticker";

/** The desk and its second hand, for every component. */
export const DeskContext = createContext<{ desk: Desk; ticker: Ticker } | null>(null);

function useContextValue() {
  const value = use(DeskContext);
  if (value === null) throw new Error("DeskContext is missing");
  return value;
}

/** What an agent can do. */
export function useDesk(): Desk {
  return useContextValue().desk;
}

/** A part of the desk's state; `select` must answer the same value while nothing changed. */
export function useDeskState<Part>(select: (state: DeskState) => Part): Part {
  const { store } = useDesk();
  const part = () => select(store.get());
  return useSyncExternalStore(store.subscribe, part, part);
}

/** The server's time in ms since 1970, moving once a second. */
export function useNow(): number {
  return useTicking((now) => now);
}

/**
 * Something that changes with the server's time (ms since 1970); drawn again only when it does.
 * A long list of waits thus costs little: most of them change once a minute.
 */
export function useTicking<Part>(select: (now: number) => Part): Part {
  const { desk, ticker } = useContextValue();
  const part = () => select(ticker.now() + desk.store.get().skew);
  return useSyncExternalStore(ticker.subscribe, part, part);
}
