import { useState } from "react";
import { text } from "../../text/en";
import { useDesk, useDeskState } from "../context";
import { useSubmit } from "../useSubmit";
import { Choices } from "./Choices";
import { choiceOf, colleagues } from "./colleagues";
import { Dialog } from "./Dialog";
import type { ActDialogProps } from "./ReturnDialog";

const words = text.dialog.help;

/** Calls a colleague or supervisor in, to read along and whisper. */
export function HelpDialog({ id, onClose, onDone }: ActDialogProps) {
  const desk = useDesk();
  const agents = useDeskState((state) => state.floor.agents);
  const summary = useDeskState((state) => state.conversations[id]?.summary);
  const [who, setWho] = useState<string | null>(null);
  const { busy, error, refuse, run } = useSubmit();
  const there = new Set(summary?.helpers.map((helper) => helper.id));
  const others = agents.length > 0 ? colleagues(desk.store.get()) : [];
  const free = others.filter((agent) => !there.has(agent.id));
  const submit = async () => {
    if (who === null) refuse(words.choose);
    else if (await run(() => desk.acts.help(id, who))) onDone();
  };
  return (
    <Dialog
      heading={words.heading}
      submit={words.submit}
      busy={busy}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>{words.explain}</p>
      <Choices
        legend={words.who}
        name="help-who"
        choices={free.map((agent) => choiceOf(agent, summary))}
        chosen={who}
        onChoose={setWho}
      />
      {free.length === 0 && <p>{text.dialog.transfer.none}</p>}
    </Dialog>
  );
}
