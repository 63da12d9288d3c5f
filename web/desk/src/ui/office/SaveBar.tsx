import type { Flaw } from "../../api/office";
import { office } from "../../text/office";
import type { Draft } from "./useDraft";

/** Saves or discards what was edited, and says what became of it. */
export function SaveBar<Thing>({ draft, onReload }: { draft: Draft<Thing>; onReload(): void }) {
  return (
    <div className="office__save">
      <div className="office__acts">
        <button
          type="button"
          className="button button--primary"
          aria-disabled={draft.busy || !draft.changed}
          onClick={() => draft.changed && void draft.save()}
        >
          {office.save}
        </button>
        {draft.changed && (
          <button type="button" className="button" onClick={draft.discard}>
            {office.discard}
          </button>
        )}
        {draft.error && (
          <button type="button" className="button" onClick={onReload}>
            {office.outdated}
          </button>
        )}
      </div>
      <p role="status">
        {draft.saved && draft.warnings.length === 0 && office.saved}
        {draft.changed && !draft.error && office.unsaved}
      </p>
      <div role="alert">
        {draft.error && <p className="error-text">{draft.error}</p>}
        <Flaws heading={office.rules.refused} flaws={draft.refused} />
        <Flaws heading={office.rules.warnings} flaws={draft.warnings} />
      </div>
    </div>
  );
}

function Flaws({ heading, flaws }: { heading: string; flaws: readonly Flaw[] }) {
  if (flaws.length === 0) return null;
  return (
    <>
      <p className="error-text">{heading}</p>
      <ul className="office__flaws">
        {flaws.map(({ index, name, field, problem }) => (
          <li key={`${index} ${field} ${problem}`}>{office.flaw(name, problem)}</li>
        ))}
      </ul>
    </>
  );
}
