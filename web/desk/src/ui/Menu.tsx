import { type FocusEvent, type KeyboardEvent, lazy, Suspense, useRef, useState } from "react";
import { hasText } from "../state/drafts";
import { text } from "../text/en";
import { officeTitles } from "../text/officeTitles";
import { problemText } from "../text/problems";
import { useDesk, useDeskState } from "./context";
import { KeysDialog } from "./dialogs/KeysDialog";
import { NameDialog } from "./dialogs/NameDialog";
import { SettingsDialog } from "./dialogs/SettingsDialog";
import { SignOutDialog } from "./dialogs/SignOutDialog";

type Asking = "name" | "password" | "settings" | "keys" | "signOut";

const OwnPasswordDialog = lazy(async () => ({
  default: (await import("./office/OwnPasswordDialog")).OwnPasswordDialog,
}));

/** What an agent can do for themselves: name, settings, shortcuts, sign out. */
export function Menu() {
  const name = useDeskState((state) => state.session.me?.name ?? "");
  const [shown, setShown] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const { signOut, error } = useSignOut(() => setAsking("signOut"));
  const close = () => setAsking(null);
  const choose = (what: Asking) => {
    // Focus goes back to where the menu was opened once the dialog closes.
    opener.current?.focus();
    setShown(false);
    if (what === "signOut") void signOut(false);
    else setAsking(what);
  };
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setShown(false);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !shown) return;
    setShown(false);
    opener.current?.focus();
  };
  const item = (what: Asking, words: string) => (
    <li>
      <button type="button" className="button button--quiet" onClick={() => choose(what)}>
        {words}
      </button>
    </li>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only closes with what is inside of it
    <div className="menu" onBlur={leave} onKeyDown={key}>
      <button
        ref={opener}
        type="button"
        className="button button--quiet menu__opener"
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        <span className="visually-hidden">{text.header.yourName} </span>
        {name} <span aria-hidden="true">▾</span>
      </button>
      {shown && (
        <ul className="menu__items">
          {item("name", text.menu.name)}
          {item("password", officeTitles.password)}
          {item("settings", text.menu.settings)}
          {item("keys", text.menu.keys)}
          {item("signOut", text.menu.signOut)}
        </ul>
      )}
      {error && asking !== "signOut" && (
        <p className="error-text" role="alert">
          {error}
        </p>
      )}
      {asking === "name" && <NameDialog onClose={close} />}
      {asking === "password" && (
        <Suspense>
          <OwnPasswordDialog onClose={close} />
        </Suspense>
      )}
      {asking === "settings" && <SettingsDialog onClose={close} />}
      {asking === "keys" && <KeysDialog onClose={close} />}
      {asking === "signOut" && (
        <SignOutDialog error={error} onClose={close} onConfirm={() => signOut(true)} />
      )}
    </div>
  );
}

/** Signs out; asks first when text or conversations are left. */
function useSignOut(ask: () => void) {
  const desk = useDesk();
  const [error, setError] = useState<string | null>(null);
  const signOut = async (sure: boolean) => {
    const { drafts, outbox, held } = desk.store.get();
    if (!sure && (hasText(drafts) || outbox.length > 0 || held.length > 0)) {
      ask();
      return;
    }
    const problem = await desk.signOut();
    if (problem) {
      setError(problemText(problem));
      return;
    }
    history.replaceState(null, "", "/desk/");
    desk.select(null);
  };
  return { signOut, error };
}
