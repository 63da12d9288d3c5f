import { useEffect, useState } from "react";
import type { Agent } from "../../api/types";
import { text } from "../../text/en";
import { problemText } from "../../text/problems";
import { useDesk } from "../context";
import { useSubmit } from "../useSubmit";
import { type Choice, Choices } from "./Choices";
import { Dialog } from "./Dialog";
import { NoteField } from "./NoteField";
import type { ActDialogProps } from "./ReturnDialog";

const QUEUE: Choice = { id: "queue", label: text.dialog.transfer.queue };

/** Hands the conversation to the queue or to a colleague. */
export function TransferDialog({ id, onClose, onDone }: ActDialogProps) {
  const desk = useDesk();
  const { agents, problem } = useColleagues();
  const [to, setTo] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const { busy, error, refuse, run } = useSubmit();
  const submit = async () => {
    if (to === null) refuse(text.dialog.transfer.choose);
    else if (await run(() => desk.acts.transfer(id, to, note))) onDone();
  };
  return (
    <Dialog
      heading={text.dialog.transfer.heading}
      submit={text.dialog.transfer.submit}
      busy={busy}
      error={error ?? problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Choices
        legend={text.dialog.transfer.to}
        name="transfer-to"
        choices={[QUEUE, ...(agents ?? []).map(choiceOf)]}
        chosen={to}
        onChoose={setTo}
      />
      {agents === null && !problem && <p role="status">{text.dialog.transfer.loading}</p>}
      {agents?.length === 0 && <p>{text.dialog.transfer.none}</p>}
      <NoteField id={id} value={note} onChange={setNote} />
    </Dialog>
  );
}

/** The other agents, those who are there first; null until known. */
function useColleagues(): { agents: Agent[] | null; problem: string | null } {
  const desk = useDesk();
  const [agents, setAgents] = useState<Agent[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    void desk.acts.colleagues().then((answer) => {
      if (Array.isArray(answer)) setAgents(answer.toSorted(byPresence));
      else setProblem(problemText(answer));
    });
  }, [desk]);
  return { agents, problem };
}

const ORDER = { available: 0, away: 1, offline: 2 };

function byPresence(one: Agent, other: Agent): number {
  return ORDER[one.presence] - ORDER[other.presence] || one.name.localeCompare(other.name);
}

function choiceOf(agent: Agent): Choice {
  return {
    id: agent.id,
    label: agent.name,
    detail: text.dialog.transfer.presence[agent.presence],
  };
}
