import type { Account } from "../../api/office";
import { office } from "../../text/office";
import { Dialog } from "../dialogs/Dialog";
import { useSubmit } from "../useSubmit";
import { useOffice } from "./useOffice";

const words = office.accounts;

interface Props {
  account: Account;
  onClose(): void;
}

/** Asks before an account is closed: it loses everything at once. */
export function DisableDialog({ account, onClose, onDone }: Props & { onDone(): void }) {
  const ask = useOffice();
  const { busy, error, run } = useSubmit();
  return (
    <Dialog
      heading={words.disabling(account.name)}
      submit={words.disable}
      busy={busy}
      error={error}
      onSubmit={() => void run(() => ask((api) => api.disable(account.id), onDone))}
      onClose={onClose}
    >
      <p>{words.disableHint}</p>
    </Dialog>
  );
}

interface RenewProps extends Props {
  onMade(name: string, password: string): void;
}

/** Asks before an account gets a new password: its sessions end. */
export function RenewDialog({ account, onClose, onMade }: RenewProps) {
  const ask = useOffice();
  const { busy, error, run } = useSubmit();
  const renew = () =>
    ask(
      (api) => api.renewPassword(account.id),
      (password) => onMade(account.name, password),
    );
  return (
    <Dialog
      heading={words.renewing(account.name)}
      submit={words.password}
      busy={busy}
      error={error}
      onSubmit={() => void run(renew)}
      onClose={onClose}
    >
      <p>{words.renewHint}</p>
    </Dialog>
  );
}

/** Opens a closed account again. */
export function EnableButton({ account, onDone }: { account: Account; onDone(): void }) {
  const ask = useOffice();
  const { busy, error, run } = useSubmit();
  return (
    <>
      <button
        type="button"
        className="button button--small"
        aria-label={office.of(words.enable, account.name)}
        aria-disabled={busy}
        onClick={() => void run(() => ask((api) => api.enable(account.id), onDone))}
      >
        {words.enable}
      </button>
      {error && (
        <span className="error-text" role="alert">
          {error}
        </span>
      )}
    </>
  );
}
