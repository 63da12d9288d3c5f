import { type FormEvent, useState } from "react";
import type { AccessEntry, AccessSearch } from "../../api/office";
import { clockTime, dayOf } from "../../text/format";
import { actName, office } from "../../text/office";
import { useDeskState } from "../context";
import { useAnswer } from "../useAnswer";
import { useSubmit } from "../useSubmit";
import { ConversationLink } from "./ConversationLink";
import { SelectField, TextField } from "./Fields";
import { Loaded, OfficePage } from "./OfficePage";
import { useOffice } from "./useOffice";

const words = office.access;
const ANY: AccessSearch = { agent: "", conversation: "", act: "", from: "", to: "" };

/** Who read or did what; supervisors only. */
export function AccessPage() {
  const [search, setSearch] = useState(ANY);
  const about = JSON.stringify(search);
  const [answer, again] = useAnswer(`access ${about}`, async (api) => ({
    about,
    page: await api.office.accessLog(search, null),
  }));
  const resubmit = (next: AccessSearch) => {
    if (JSON.stringify(next) === about) again();
    setSearch(next);
  };
  return (
    <OfficePage title={words.title} intro={words.intro}>
      <SearchForm onSearch={resubmit} />
      <Loaded answer={answer} onAgain={again}>
        {(here) => (
          <Entries
            key={`${here.about} ${here.page.entries[0]?.id}`}
            search={search}
            first={here.page.entries}
            more={here.page.more}
          />
        )}
      </Loaded>
    </OfficePage>
  );
}

function SearchForm({ onSearch }: { onSearch(search: AccessSearch): void }) {
  const agents = useDeskState((state) => state.floor.agents);
  const [form, setForm] = useState(ANY);
  const set = (field: keyof AccessSearch) => (value: string) =>
    setForm((before) => ({ ...before, [field]: value }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { conversation, from, to } = form;
    onSearch({ ...form, conversation: conversation.trim(), from: moment(from), to: moment(to) });
  };
  const people = agents.map(({ id, name }) => [id, name] as const);
  return (
    <search>
      <form className="office__form" onSubmit={submit}>
        <SelectField
          label={words.agent}
          value={form.agent}
          onChange={set("agent")}
          choices={[
            ["", words.anybody],
            ...people,
            ["operator", words.operator],
            ["unknown", words.unknown],
          ]}
        />
        <SelectField
          label={words.act}
          value={form.act}
          onChange={set("act")}
          choices={[["", words.anything], ...Object.entries(words.acts)]}
        />
        <TextField
          label={words.conversation}
          hint={words.conversationHint}
          value={form.conversation}
          onChange={set("conversation")}
        />
        <TextField
          label={words.from}
          type="datetime-local"
          value={form.from}
          onChange={set("from")}
        />
        <TextField label={words.to} type="datetime-local" value={form.to} onChange={set("to")} />
        <button type="submit" className="button button--primary">
          {words.search}
        </button>
      </form>
    </search>
  );
}

/** A time as the browser's field has it, in the agent's zone, as the service takes it. */
function moment(local: string): string {
  const time = Date.parse(local);
  return Number.isNaN(time) ? "" : new Date(time).toISOString();
}

interface EntriesProps {
  search: AccessSearch;
  first: readonly AccessEntry[];
  more: boolean;
}

function Entries({ search, first, more }: EntriesProps) {
  const ask = useOffice();
  const { busy, error, run } = useSubmit();
  const [shown, setShown] = useState({ entries: first, more });
  const older = () => {
    const last = shown.entries.at(-1);
    if (!last) return;
    void run(() =>
      ask(
        (api) => api.accessLog(search, last.id),
        (page) => setShown({ entries: [...shown.entries, ...page.entries], more: page.more }),
      ),
    );
  };
  if (shown.entries.length === 0) return <p role="status">{words.empty}</p>;
  return (
    <>
      <p role="status" className="hint">
        {words.found(shown.entries.length, shown.more)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must take the keyboard */}
      <section className="table-box office__table" aria-label={words.title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.agent}</th>
              <th scope="col">{words.act}</th>
              <th scope="col">{words.conversation}</th>
              <th scope="col">{words.detail}</th>
            </tr>
          </thead>
          <tbody>
            {shown.entries.map((entry) => (
              <Row key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      </section>
      {shown.more && (
        <button type="button" className="button" aria-disabled={busy} onClick={older}>
          {words.older}
        </button>
      )}
      {error && (
        <p className="error-text" role="alert">
          {error}
        </p>
      )}
    </>
  );
}

function Row({ entry }: { entry: AccessEntry }) {
  return (
    <tr>
      <td className="office__when" data-label={words.when}>
        {dayOf(entry.at)} {clockTime(entry.at)}
      </td>
      <td data-label={words.agent}>{entry.agent.name || words.unknown}</td>
      <td data-label={words.act}>{actName(entry.act)}</td>
      <td data-label={words.conversation}>
        {entry.conversation_id && <ConversationLink id={entry.conversation_id} />}
      </td>
      <td className="hint" data-label={words.detail}>
        {entry.detail}
      </td>
    </tr>
  );
}
