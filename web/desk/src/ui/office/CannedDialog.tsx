import { useRef, useState } from "react";
import type { Canned, CannedFields } from "../../api/office";
import { office } from "../../text/office";
import { useDeskState } from "../context";
import { Dialog } from "../dialogs/Dialog";
import { useSubmit } from "../useSubmit";
import { Field, SelectField, TextField } from "./Fields";
import { useOffice } from "./useOffice";

const words = office.canned;
const PERSONAL = "personal";
const ALL = "all";

interface Props {
  /** The one that is changed, or null for a new one. */
  canned: Canned | null;
  onClose(): void;
  onDone(): void;
}

/** Everything that is kept of a canned response. */
export function CannedDialog({ canned, onClose, onDone }: Props) {
  const ask = useOffice();
  const { busy, error, run } = useSubmit();
  const [shortcut, setShortcut] = useState(canned?.shortcut ?? "");
  const [title, setTitle] = useState(canned?.title ?? "");
  const [language, setLanguage] = useState(canned?.language ?? "en");
  const [text, setText] = useState(canned?.text ?? "");
  const { scope, setScope, scopes } = useScope(canned);
  const submit = async () => {
    const fields: CannedFields = {
      shortcut,
      title,
      language,
      text,
      team: scope === PERSONAL || scope === ALL ? null : scope,
      personal: scope === PERSONAL,
    };
    await run(() =>
      ask((api) => (canned ? api.changeCanned(canned.id, fields) : api.addCanned(fields)), onDone),
    );
  };
  return (
    <Dialog
      heading={canned ? words.editing(canned.shortcut) : words.adding}
      submit={office.save}
      busy={busy}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label={words.shortcut}
        hint={words.shortcutHint}
        value={shortcut}
        onChange={setShortcut}
      />
      <TextField label={words.name} value={title} onChange={setTitle} />
      <TextField
        label={words.language}
        hint={words.languageHint}
        value={language}
        onChange={setLanguage}
      />
      {scopes.length > 1 && (
        <SelectField label={words.scope} value={scope} onChange={setScope} choices={scopes} />
      )}
      <Words text={text} onChange={setText} />
    </Dialog>
  );
}

/** For whom it is to be; who is no editor keeps only the own ones. */
function useScope(canned: Canned | null) {
  const teams = useDeskState((state) => state.teams);
  const role = useDeskState((state) => state.session.me?.role ?? "agent");
  const before = canned?.personal || (!canned && role === "agent") ? PERSONAL : ALL;
  const [scope, setScope] = useState(canned?.team ?? before);
  const shared: (readonly [string, string])[] =
    role === "agent"
      ? []
      : [[ALL, words.all], ...teams.map(({ id, name }) => [id, words.ofTeam(name)] as const)];
  return { scope, setScope, scopes: [...shared, [PERSONAL, words.personal] as const] };
}

function Words({ text, onChange }: { text: string; onChange(text: string): void }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const insert = (variable: string) => {
    const element = box.current;
    if (!element) return;
    const { selectionStart, selectionEnd } = element;
    onChange(`${text.slice(0, selectionStart)}{{${variable}}}${text.slice(selectionEnd)}`);
    element.focus();
  };
  return (
    <>
      <Field label={words.text} hint={words.variablesHint}>
        {(ids) => (
          <textarea
            {...ids}
            ref={box}
            rows={6}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <p className="office__acts">
        {words.insert}
        {Object.entries(words.variables).map(([variable, shown]) => (
          <button
            key={variable}
            type="button"
            className="button button--small"
            onClick={() => insert(variable)}
          >
            {shown}
          </button>
        ))}
      </p>
    </>
  );
}

/** Asks before one is dropped. */
export function DropDialog({ canned, onClose, onDone }: Props & { canned: Canned }) {
  const ask = useOffice();
  const { busy, error, run } = useSubmit();
  return (
    <Dialog
      heading={words.dropping(canned.shortcut)}
      submit={office.remove}
      busy={busy}
      error={error}
      onSubmit={() => void run(() => ask((api) => api.dropCanned(canned.id), onDone))}
      onClose={onClose}
    >
      <p>{words.dropHint}</p>
    </Dialog>
  );
}
