import { useEffect } from "react";
import { waitingWork } from "../state/select";
import { text } from "../text/en";
import { useDeskState } from "./context";
import { useAddress } from "./navigation";
import { SignIn } from "./SignIn";
import { Workspace } from "./Workspace";

/** The desk: nobody yet, the sign-in, or the one screen people work in. */
export function App() {
  const phase = useDeskState((state) => state.session.phase);
  const waiting = useDeskState(waitingWork);
  useAddress();
  useEffect(() => {
    document.title = text.title(waiting);
  }, [waiting]);
  switch (phase) {
    case "starting":
    case "unreachable":
      return <Opening unreachable={phase === "unreachable"} />;
    case "signed_out":
    case "expired":
      return <SignIn expired={phase === "expired"} />;
    case "signed_in":
      return <Workspace />;
  }
}

function Opening({ unreachable }: { unreachable: boolean }) {
  return (
    <main className="opening">
      <h1>{text.product}</h1>
      <p role="status">{unreachable ? text.signIn.unreachable : text.signIn.starting}</p>
    </main>
  );
}
