import { useEffect, useState } from "react";
import { text } from "../../text/en";
import { useDesk, useDeskState } from "../context";
import { useSubmit } from "../useSubmit";
import { type Choice, Choices } from "./Choices";
import { choiceOf, colleagues } from "./colleagues";
import { Dialog } from "./Dialog";
import { NoteField } from "./NoteField";
import type { ActDialogProps } from "./ReturnDialog";

const words = text.dialog.transfer;
const QUEUE: Choice = { id: "queue", label: words.queue, detail: words.queueDetail };

/** Hands the conversation to the queue, to a team or to a colleague, with a note. */
export function TransferDialog({ id, onClose, onDone }: ActDialogProps) {
  const desk = useDesk();
  const teams = useDeskState((state) => state.teams);
  const agents = useDeskState((state) => state.floor.agents);
  const summary = useDeskState((state) => state.conversations[id]?.summary);
  const [to, setTo] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const { busy, error, refuse, run } = useSubmit();
  // Teams are made seldom; whoever looks for one finds the newest here.
  useEffect(() => void desk.self.loadTeams(), [desk]);
  const others = agents.length > 0 ? colleagues(desk.store.get()) : [];
  const submit = async () => {
    if (to === null) refuse(words.choose);
    else if (await run(() => desk.acts.transfer(id, to, note))) onDone();
  };
  const choices = { name: "transfer-to", chosen: to, onChoose: setTo };
  return (
    <Dialog
      heading={words.heading}
      submit={words.submit}
      busy={busy}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Choices legend={words.to} choices={[QUEUE]} {...choices} />
      {teams.length > 0 && (
        <Choices
          legend={words.teams}
          choices={teams.map((team) => ({ id: `team:${team.id}`, label: team.name }))}
          {...choices}
        />
      )}
      <Choices
        legend={words.agents}
        choices={others.map((agent) => choiceOf(agent, summary))}
        {...choices}
      />
      {others.length === 0 && <p>{words.none}</p>}
      <NoteField id={id} value={note} onChange={setNote} />
    </Dialog>
  );
}
