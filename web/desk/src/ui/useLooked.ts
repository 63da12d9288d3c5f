import { useEffect } from "react";
import { useDesk } from "./context";

/** Tells the desk that this conversation is on screen down to `lastSeq`, while the page is visible. */
export function useLooked(id: string, lastSeq: number): void {
  const desk = useDesk();
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") desk.looked(id, lastSeq);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [desk, id, lastSeq]);
}
