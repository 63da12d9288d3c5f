import { useEffect, useState } from "react";
import { pageShown } from "../state/select";
import { text } from "../text/en";
import { Brief } from "./brief/Brief";
import { Conversation } from "./Conversation";
import { useDeskState } from "./context";
import { KeysDialog } from "./dialogs/KeysDialog";
import { focusSoon, places } from "./focus";
import { Header } from "./Header";
import { Lists } from "./lists/Lists";
import { Page } from "./pages/Page";
import { onList, useShortcuts } from "./shortcuts";

/** Header, and below it the conversations or one of the pages beside them. */
export function Workspace() {
  const page = useDeskState(pageShown);
  const selected = useDeskState((state) => state.selected);
  const [keysShown, setKeysShown] = useState(false);
  const [briefOf, setBriefOf] = useState<string | null>(null);
  useShortcuts();
  useEffect(() => onList(() => setKeysShown(true)), []);
  const briefShown = selected !== null && briefOf === selected;
  const view = page !== null ? "page" : viewOf(selected, briefShown);
  return (
    <div className="desk" data-view={view}>
      <a className="skip" href={`#${page === null ? places.conversation : places.page}`}>
        {page === null ? text.header.skip : text.header.skipToPage}
      </a>
      <Header />
      {page === null ? (
        <Panes selected={selected} onBrief={(shown) => setBriefOf(shown ? selected : null)} />
      ) : (
        <main className="page">
          <Page name={page} />
        </main>
      )}
      {keysShown && <KeysDialog onClose={() => setKeysShown(false)} />}
    </div>
  );
}

/** On a narrow screen one pane at a time is shown: the selection and the brief switch decide. */
function viewOf(selected: string | null, briefShown: boolean): string {
  if (selected === null) return "lists";
  return briefShown ? "brief" : "conversation";
}

interface PanesProps {
  selected: string | null;
  onBrief(shown: boolean): void;
}

/** The one screen people work in: lists, conversation, brief. */
function Panes({ selected, onBrief }: PanesProps) {
  const toggleBrief = (shown: boolean) => {
    onBrief(shown);
    focusSoon(shown ? places.brief : places.heading);
  };
  return (
    <main className="panes">
      <nav className="pane pane--lists" aria-label={text.lists.region}>
        <Lists />
      </nav>
      <section
        id={places.conversation}
        className="pane pane--conversation"
        aria-label={text.conversation.region}
        tabIndex={-1}
      >
        <Conversation key={selected} id={selected} onBrief={() => toggleBrief(true)} />
      </section>
      <section className="pane pane--brief" aria-labelledby={places.brief}>
        <Brief key={selected} id={selected} onConversation={() => toggleBrief(false)} />
      </section>
    </main>
  );
}
