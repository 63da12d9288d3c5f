import { useState } from "react";
import type { Account, AccountFields } from "../../api/office";
import type { Role } from "../../api/types";
import { office } from "../../text/office";
import { useDeskState } from "../context";
import { Dialog } from "../dialogs/Dialog";
import { useSubmit } from "../useSubmit";
import { Checks, SelectField, TextField } from "./Fields";
import { useOffice } from "./useOffice";
import { parts, typed } from "./words";

const words = office.accounts;
const ROLES = Object.entries(office.roles);
const FRESH: AccountFields = { name: "", role: "agent", languages: [], capacity: 3, teams: [] };

interface Props {
  /** The account that is changed, or null for a new one. */
  account: Account | null;
  onClose(): void;
  onDone(): void;
  /** A new account has this password. */
  onAdded(name: string, password: string): void;
}

/** Everything an admin says of an account. */
export function AccountDialog({ account, onClose, onDone, onAdded }: Props) {
  const ask = useOffice();
  const teams = useDeskState((state) => state.teams);
  const { busy, error, run } = useSubmit();
  const before = account ?? FRESH;
  const [username, setUsername] = useState("");
  const [name, setName] = useState(before.name);
  const [role, setRole] = useState<Role>(before.role);
  const [languages, setLanguages] = useState(typed(before.languages));
  const [capacity, setCapacity] = useState(String(before.capacity));
  const [of, setOf] = useState<readonly string[]>(before.teams);
  const fields = () => ({
    name,
    role,
    languages: parts(languages),
    capacity: Number(capacity),
    teams: of,
  });
  const submit = async () => {
    const work = account
      ? () => ask((api) => api.changeAccount(account.id, fields()), onDone)
      : () =>
          ask(
            (api) => api.addAccount(username, fields()),
            (password) => onAdded(name, password),
          );
    await run(work);
  };
  return (
    <Dialog
      heading={account ? words.editing(account.name) : words.add}
      submit={account ? office.save : words.add}
      busy={busy}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {!account && <TextField label={words.username} value={username} onChange={setUsername} />}
      <TextField label={words.name} hint={words.nameHint} value={name} onChange={setName} />
      <SelectField
        label={words.role}
        value={role}
        onChange={(value) => setRole(value as Role)}
        choices={ROLES}
      />
      <TextField
        label={words.languages}
        hint={office.languagesHint}
        value={languages}
        onChange={setLanguages}
      />
      <TextField
        label={words.capacity}
        type="number"
        min={1}
        max={20}
        value={capacity}
        onChange={setCapacity}
      />
      {teams.length > 0 && (
        <Checks
          legend={words.teams}
          hint={words.allTeams}
          choices={teams}
          chosen={of}
          onChange={setOf}
        />
      )}
    </Dialog>
  );
}
