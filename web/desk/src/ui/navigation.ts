import { useCallback, useEffect } from "react";
import { conversationIn, pathOf } from "../desk/route";
import { useDesk } from "./context";
import { focusSoon, places } from "./focus";

/** Keeps address and selection the same, also for the browser's own back and forward. */
export function useAddress(): void {
  const desk = useDesk();
  useEffect(() => {
    const follow = () => desk.select(conversationIn(location.pathname));
    follow();
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, [desk]);
}

/** The ways from pane to pane. */
export interface Navigation {
  /** Shows a conversation; focus goes to its heading, or straight to the text box. */
  show(id: string, focus?: "heading" | "writing"): void;
  /** Back to the lists; focus goes to the row one came from. */
  back(): void;
}

/** Moving between conversations. */
export function useNavigation(): Navigation {
  const desk = useDesk();
  const show = useCallback(
    (id: string, focus: "heading" | "writing" = "heading") => {
      go(id);
      desk.select(id);
      if (focus === "writing") focusSoon(places.writing, places.heading);
      else focusSoon(places.heading);
    },
    [desk],
  );
  const back = useCallback(() => {
    const from = desk.store.get().selected;
    go(null);
    desk.select(null);
    focusSoon(...(from ? [places.row(from)] : []), places.queue);
  }, [desk]);
  return { show, back };
}

function go(id: string | null): void {
  const path = pathOf(id);
  if (location.pathname !== path) history.pushState(null, "", path);
}
