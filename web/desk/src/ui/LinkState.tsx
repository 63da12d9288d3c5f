import { useSyncExternalStore } from "react";
import { text } from "../text/en";
import { useDesk, useDeskState } from "./context";

/** Whether the desk hears the service, always in the same place. */
export function LinkState() {
  const desk = useDesk();
  const phase = useDeskState((state) => state.link);
  const online = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  const state = phase === "open" || online ? phase : "offline";
  return (
    <div className="link-state" data-state={state}>
      <p role="status">{text.link[state]}</p>
      {state === "lost" && (
        <button type="button" className="button button--small" onClick={() => desk.network(true)}>
          {text.link.retry}
        </button>
      )}
    </div>
  );
}

function subscribeOnline(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
