import { useState } from "react";
import type { Account } from "../../api/office";
import { office } from "../../text/office";
import { teamName } from "../../text/work";
import { useDeskState } from "../context";
import { useAnswer } from "../useAnswer";
import { AccountDialog } from "./AccountDialog";
import { DisableDialog, EnableButton, RenewDialog } from "./AccountEnds";
import { Loaded, OfficePage } from "./OfficePage";
import { PasswordShown } from "./PasswordShown";
import { languageNames } from "./words";

const words = office.accounts;

type Asking =
  | { what: "add" }
  | { what: "edit" | "renew" | "disable"; account: Account }
  | { what: "password"; name: string; password: string };

/** Who may sign in, as what; admins only. */
export function AccountsPage() {
  const [answer, again] = useAnswer("accounts", (api) => api.office.accounts());
  const [asking, setAsking] = useState<Asking | null>(null);
  const done = () => {
    setAsking(null);
    again();
  };
  const told = (name: string, password: string) => {
    again();
    setAsking({ what: "password", name, password });
  };
  const add = (
    <button
      type="button"
      className="button button--primary"
      onClick={() => setAsking({ what: "add" })}
    >
      {words.add}
    </button>
  );
  return (
    <OfficePage title={words.title} actions={add}>
      <Loaded answer={answer} onAgain={again}>
        {(accounts) => <Accounts accounts={accounts} onAsk={setAsking} onChanged={again} />}
      </Loaded>
      {asking?.what === "add" && (
        <AccountDialog
          account={null}
          onClose={() => setAsking(null)}
          onAdded={told}
          onDone={done}
        />
      )}
      {asking?.what === "edit" && (
        <AccountDialog
          account={asking.account}
          onClose={() => setAsking(null)}
          onAdded={told}
          onDone={done}
        />
      )}
      {asking?.what === "renew" && (
        <RenewDialog account={asking.account} onClose={() => setAsking(null)} onMade={told} />
      )}
      {asking?.what === "disable" && (
        <DisableDialog account={asking.account} onClose={() => setAsking(null)} onDone={done} />
      )}
      {asking?.what === "password" && <PasswordShown {...asking} onClose={() => setAsking(null)} />}
    </OfficePage>
  );
}

interface AccountsProps {
  accounts: readonly Account[];
  onAsk(asking: Asking): void;
  onChanged(): void;
}

function Accounts({ accounts, onAsk, onChanged }: AccountsProps) {
  const teams = useDeskState((state) => state.teams);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must take the keyboard
    <section className="table-box office__table" aria-label={words.listed} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.role}</th>
            <th scope="col">{words.languages}</th>
            <th scope="col">{words.teams}</th>
            <th scope="col">{words.capacity}</th>
            <th scope="col">
              <span className="visually-hidden">{office.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.id} data-off={account.disabled}>
              <th scope="row">
                {account.name}
                <span className="hint office__under">
                  {account.username}
                  {account.disabled && <> · {words.disabled}</>}
                </span>
              </th>
              <td data-label={words.role}>{office.roles[account.role]}</td>
              <td data-label={words.languages}>{languageNames(account.languages, office.any)}</td>
              <td data-label={words.teams}>
                {account.teams.map((id) => teamName(id, teams)).join(", ") || office.any}
              </td>
              <td data-label={words.capacity}>{account.capacity}</td>
              <td>
                <Acts account={account} onAsk={onAsk} onChanged={onChanged} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ActsProps {
  account: Account;
  onAsk(asking: Asking): void;
  onChanged(): void;
}

function Acts({ account, onAsk, onChanged }: ActsProps) {
  const act = (what: "edit" | "renew" | "disable", shown: string) => (
    <button
      type="button"
      className="button button--small"
      aria-label={office.of(shown, account.name)}
      onClick={() => onAsk({ what, account })}
    >
      {shown}
    </button>
  );
  return (
    <div className="office__acts">
      {act("edit", office.edit)}
      {act("renew", words.password)}
      {account.disabled ? (
        <EnableButton account={account} onDone={onChanged} />
      ) : (
        act("disable", words.disable)
      )}
    </div>
  );
}
