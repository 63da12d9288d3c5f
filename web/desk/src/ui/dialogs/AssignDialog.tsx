import { useState } from "react";
import type { Summary } from "../../api/types";
import { text } from "../../text/en";
import { useDesk, useDeskState } from "../context";
import { useSubmit } from "../useSubmit";
import { Choices } from "./Choices";
import { choiceOf, colleagues } from "./colleagues";
import { Dialog } from "./Dialog";
import type { ActDialogProps } from "./ReturnDialog";

const words = text.dialog.assign;

interface Props extends ActDialogProps {
  /** As a list has it, for one that is neither open nor on the floor. */
  row?: Summary;
}

/** A supervisor gives a conversation to an agent, or takes it, whoever has it. */
export function AssignDialog({ id, row, onClose, onDone }: Props) {
  const desk = useDesk();
  const me = useDeskState((state) => state.session.me);
  const agents = useDeskState((state) => state.floor.agents);
  const onFloor = useDeskState((state) => state.floor.rows.get(id));
  const opened = useDeskState((state) => state.conversations[id]?.summary);
  const summary = onFloor ?? opened ?? row;
  const [to, setTo] = useState<string | null>(null);
  const { busy, error, refuse, run } = useSubmit();
  const others = agents.length > 0 ? colleagues(desk.store.get()) : [];
  const holder = summary?.control === "agent" ? summary.assignee : null;
  const choices = others
    .filter((agent) => agent.id !== holder?.id)
    .map((agent) => choiceOf(agent, summary));
  const submit = async () => {
    if (to === null) refuse(words.choose);
    else if (await run(() => desk.acts.assign(id, to))) onDone();
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
      {holder && <p>{words.explain(holder.name)}</p>}
      <Choices
        legend={text.dialog.transfer.to}
        name="assign-to"
        choices={me ? [{ id: me.id, label: words.me(me.name) }, ...choices] : choices}
        chosen={to}
        onChoose={setTo}
      />
    </Dialog>
  );
}
