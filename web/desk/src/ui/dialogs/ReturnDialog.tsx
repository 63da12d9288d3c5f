import { useState } from "react";
import type { Step } from "../../api/types";
import { text } from "../../text/en";
import { factValue, humanised } from "../../text/format";
import { useDesk, useDeskState } from "../context";
import { useAnswer } from "../useAnswer";
import { useSubmit } from "../useSubmit";
import { type Choice, Choices } from "./Choices";
import { Dialog } from "./Dialog";
import { NoteField } from "./NoteField";

/** What the dialogs about a conversation need. */
export interface ActDialogProps {
  id: string;
  onClose(): void;
  /** The act worked. */
  onDone(): void;
}

const words = text.dialog.back;
const WAIT = "wait";

/** Gives the conversation back to the bot, which goes on at the step the agent chooses. */
export function ReturnDialog({ id, onClose, onDone }: ActDialogProps) {
  const desk = useDesk();
  const [answer] = useAnswer(id, (api) => api.steps(id));
  const [chosen, setChosen] = useState(WAIT);
  const [note, setNote] = useState("");
  const { busy, error, run } = useSubmit();
  const steps = answer.at === "here" ? answer.value : [];
  const submit = async () => {
    const step = steps.find((one) => one.payload === chosen) ?? null;
    if (await run(() => desk.acts.returnToBot(id, note, step))) onDone();
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
        legend={words.step}
        name="return-step"
        choices={[{ id: WAIT, label: words.noStep }, ...steps.map(choiceOf)]}
        chosen={chosen}
        onChoose={setChosen}
      />
      {answer.at === "asking" && <p role="status">{words.loading}</p>}
      {(answer.at === "failed" || (answer.at === "here" && steps.length === 0)) && (
        <p role="status">{words.noSteps}</p>
      )}
      <Known id={id} />
      <NoteField id={id} value={note} onChange={setNote} />
    </Dialog>
  );
}

function choiceOf(step: Step): Choice {
  return {
    id: step.payload,
    label: step.title,
    ...(step.stopped && { detail: words.stopped }),
  };
}

/** What the bot will not ask for again. */
function Known({ id }: { id: string }) {
  const slots = useDeskState((state) => state.conversations[id]?.brief?.slots) ?? [];
  if (slots.length === 0) return <p className="hint">{words.knowsNothing}</p>;
  const facts = slots.map((slot) => `${humanised(slot.name)}: ${factValue(slot.value)}`);
  return (
    <p className="hint">
      {words.knows} {facts.join(" · ")}
    </p>
  );
}
