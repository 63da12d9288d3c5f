import { useState } from "react";
import type { FollowUp, FollowUpChange } from "../../api/office";
import { office } from "../../text/office";
import { useDeskState } from "../context";
import { Dialog } from "../dialogs/Dialog";
import { useSubmit } from "../useSubmit";
import { Field, SelectField } from "./Fields";
import { useOffice } from "./useOffice";

const words = office.followUps;

interface Props {
  followUp: FollowUp;
  onClose(): void;
  onDone(): void;
}

/** Who looks again, and what came of it. */
export function FollowUpDialog({ followUp, onClose, onDone }: Props) {
  const ask = useOffice();
  const agents = useDeskState((state) => state.floor.agents);
  const { busy, error, run } = useSubmit();
  const [owner, setOwner] = useState(followUp.owner?.id ?? "");
  const [outcome, setOutcome] = useState(followUp.outcome ?? "");
  const [note, setNote] = useState(followUp.note ?? "");
  const [closed, setClosed] = useState(followUp.closed_at !== null);
  const submit = () => {
    const change: FollowUpChange = { owner_id: owner, note, closed };
    if (outcome !== "") change.outcome = outcome;
    void run(() => ask((api) => api.changeFollowUp(followUp.conversation_id, change), onDone));
  };
  const people = agents.map(({ id, name }) => [id, name] as const);
  return (
    <Dialog
      heading={words.editing}
      submit={office.save}
      busy={busy}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label={words.owner}
        value={owner}
        onChange={setOwner}
        choices={[["", words.nobody], ...people]}
      />
      <SelectField
        label={words.outcome}
        value={outcome}
        onChange={setOutcome}
        choices={[["", words.noOutcome], ...Object.entries(words.outcomes)]}
      />
      <Field label={words.note}>
        {(ids) => (
          <textarea
            {...ids}
            rows={3}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <label className="choices__one">
        <input
          type="checkbox"
          checked={closed}
          onChange={(event) => setClosed(event.target.checked)}
        />
        <span>{words.close}</span>
      </label>
    </Dialog>
  );
}
