import { useState } from "react";
import { hasText } from "../state/drafts";
import { text } from "../text/en";
import { problemText } from "../text/problems";
import { useDesk, useDeskState } from "./context";
import { NameDialog } from "./dialogs/NameDialog";
import { SignOutDialog } from "./dialogs/SignOutDialog";
import { LinkState } from "./LinkState";
import { NoticeBar } from "./NoticeBar";
import { PresenceControl } from "./PresenceControl";

/** Who I am, whether I am there, and whether the desk is connected. */
export function Header() {
  const name = useDeskState((state) => state.session.me?.name ?? "");
  const [dialog, setDialog] = useState<"name" | null>(null);
  return (
    <header className="header">
      <h1 className="brand">{text.product}</h1>
      <LinkState />
      <NoticeBar />
      <div className="header__me">
        <PresenceControl />
        <button type="button" className="button button--quiet" onClick={() => setDialog("name")}>
          <span className="visually-hidden">{text.header.yourName} </span>
          {name}
        </button>
        <SignOut />
      </div>
      {dialog === "name" && <NameDialog onClose={() => setDialog(null)} />}
    </header>
  );
}

function SignOut() {
  const desk = useDesk();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const signOut = async () => {
    const problem = await desk.signOut();
    if (problem) setError(problemText(problem));
    else history.replaceState(null, "", "/desk/");
    if (!problem) desk.select(null);
  };
  const ask = () => {
    const { drafts, outbox } = desk.store.get();
    if (hasText(drafts) || outbox.length > 0) setAsking(true);
    else void signOut();
  };
  return (
    <>
      <button type="button" className="button button--quiet" onClick={ask}>
        {text.header.signOut}
      </button>
      {error && (
        <p className="error-text" role="alert">
          {error}
        </p>
      )}
      {asking && <SignOutDialog onClose={() => setAsking(false)} onConfirm={signOut} />}
    </>
  );
}
