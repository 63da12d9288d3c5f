/** One thing to choose. */
export interface Choice {
  id: string;
  label: string;
  /** Said after the label, quieter. */
  detail?: string;
}

interface Props {
  legend: string;
  name: string;
  choices: readonly Choice[];
  chosen: string | null;
  onChoose(id: string): void;
}

/** One of several, all in sight. */
export function Choices({ legend, name, choices, chosen, onChoose }: Props) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.id} className="choices__one">
          <input
            type="radio"
            name={name}
            checked={chosen === choice.id}
            onChange={() => onChoose(choice.id)}
          />
          <span>
            {choice.label}
            {choice.detail && <span className="choices__detail"> ({choice.detail})</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
