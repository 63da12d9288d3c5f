import { useState } from "react";
import { text } from "../text/en";
import { Brief } from "./Brief";
import { Conversation } from "./Conversation";
import { useDeskState } from "./context";
import { focusSoon, places } from "./focus";
import { Header } from "./Header";
import { Lists } from "./Lists";

/**
 * The one screen: lists, conversation, brief. On a narrow screen one pane at a time is shown;
 * which one is decided by the selection and, within a conversation, by the brief switch.
 */
export function Workspace() {
  const selected = useDeskState((state) => state.selected);
  const [briefOf, setBriefOf] = useState<string | null>(null);
  const briefShown = selected !== null && briefOf === selected;
  const view = selected === null ? "lists" : briefShown ? "brief" : "conversation";
  const toggleBrief = (shown: boolean) => {
    setBriefOf(shown ? selected : null);
    focusSoon(shown ? places.brief : places.heading);
  };
  return (
    <div className="desk" data-view={view}>
      <a className="skip" href={`#${places.conversation}`}>
        {text.header.skip}
      </a>
      <Header />
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
          <Brief id={selected} onConversation={() => toggleBrief(false)} />
        </section>
      </main>
    </div>
  );
}
