import type { ReactNode } from "react";
import { office } from "../../text/office";
import { places } from "../focus";
import type { Answer } from "../useAnswer";

interface Props {
  title: string;
  intro?: string;
  /** What can be done on this page, beside the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of the office: its heading, what it is for, and what can be done. */
export function OfficePage({ title, intro, actions, children }: Props) {
  return (
    <>
      <div className="page__head">
        <h2 id={places.page} tabIndex={-1}>
          {title}
        </h2>
        {actions}
      </div>
      {intro && <p className="hint office__intro">{intro}</p>}
      {children}
    </>
  );
}

interface LoadedProps<Value> {
  answer: Answer<Value>;
  onAgain(): void;
  children(value: Value): ReactNode;
}

/** What was asked for, once it is here; until then it says how things stand. */
export function Loaded<Value>({ answer, onAgain, children }: LoadedProps<Value>) {
  if (answer.at === "here") return children(answer.value);
  if (answer.at === "asking") return <p role="status">{office.loading}</p>;
  return (
    <div role="alert">
      <p className="error-text">
        {office.failed} {answer.why}
      </p>
      <button type="button" className="button" onClick={onAgain}>
        {office.again}
      </button>
    </div>
  );
}
