import { useEffect, useMemo } from "react";
import type { Desk } from "../desk/desk";
import { pagePath, pathOf, placeIn } from "../desk/route";
import { useDesk } from "./context";
import { focusSoon, places } from "./focus";

/** Keeps address and selection the same, also for the browser's own back and forward. */
export function useAddress(): void {
  const desk = useDesk();
  useEffect(() => {
    const follow = () => {
      const { conversation, page } = placeIn(location.pathname, location.hash);
      desk.select(conversation, page);
      // One address for one place: "#/board" becomes "/desk/board".
      if (location.hash.startsWith("#/")) {
        history.replaceState(null, "", page ? pagePath(page) : pathOf(conversation));
      }
    };
    follow();
    desk.onOpen = (id) => show(desk, id);
    addEventListener("popstate", follow);
    addEventListener("hashchange", follow);
    return () => {
      removeEventListener("popstate", follow);
      removeEventListener("hashchange", follow);
    };
  }, [desk]);
}

/** The ways from pane to pane. */
export interface Navigation {
  /** Shows a conversation; focus goes to its heading, or straight to the text box. */
  show(id: string, focus?: "heading" | "writing"): void;
  /** Back to the lists; focus goes to the row one came from. */
  back(): void;
  /** Shows a page beside the conversations, such as "board". */
  page(name: string): void;
}

/** Moving between conversations and pages. */
export function useNavigation(): Navigation {
  const desk = useDesk();
  return useMemo(
    () => ({
      show: (id, focus = "heading") => show(desk, id, focus),
      back: () => back(desk),
      page: (name) => {
        go(pagePath(name));
        desk.select(null, name);
        focusSoon(places.page);
      },
    }),
    [desk],
  );
}

function show(desk: Desk, id: string, focus: "heading" | "writing" = "heading"): void {
  go(pathOf(id));
  desk.select(id);
  if (focus === "writing") focusSoon(places.writing, places.heading);
  else focusSoon(places.heading);
}

function back(desk: Desk): void {
  const from = desk.store.get().selected;
  go(pathOf(null));
  desk.select(null);
  focusSoon(...(from ? [places.row(from)] : []), places.queue);
}

function go(path: string): void {
  if (location.pathname !== path) history.pushState(null, "", path);
}
