import { type ReactNode, useId } from "react";

interface FieldProps {
  label: string;
  hint?: string | undefined;
  children(ids: { id: string; "aria-describedby": string | undefined }): ReactNode;
}

/** A labelled control with a hint that is read with it. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": hint ? `${id}-hint` : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

interface TextProps {
  label: string;
  hint?: string | undefined;
  value: string;
  onChange(value: string): void;
  type?: "text" | "number" | "password" | "search" | "datetime-local";
  autoComplete?: string;
  min?: number;
  max?: number;
}

/** A line of text. */
export function TextField({ label, hint, value, onChange, type = "text", ...more }: TextProps) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <input
          {...ids}
          {...more}
          autoComplete={more.autoComplete ?? "off"}
          type={type}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface SelectProps {
  label: string;
  hint?: string | undefined;
  value: string;
  onChange(value: string): void;
  /** Values with what is shown for them, in order. */
  choices: readonly (readonly [string, string])[];
}

/** One of a few. */
export function SelectField({ label, hint, value, onChange, choices }: SelectProps) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <select {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
          {choices.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface ChecksProps {
  legend: string;
  hint?: string | undefined;
  choices: readonly { id: string; name: string }[];
  chosen: readonly string[];
  onChange(chosen: string[]): void;
}

/** Any number of several, all in sight. */
export function Checks({ legend, hint, choices, chosen, onChange }: ChecksProps) {
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {choices.map(({ id, name }) => (
        <label key={id} className="choices__one">
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
          <span>{name}</span>
        </label>
      ))}
      {hint && <p className="hint">{hint}</p>}
    </fieldset>
  );
}
