import type { FormEvent, KeyboardEvent } from "react";
import type { WritingKind } from "../state/outbox";
import { text } from "../text/en";
import { codePoints } from "../text/format";
import { useDesk } from "./context";
import { focusSoon, places } from "./focus";

/** Longest text the service takes, in code points. */
const LIMIT = 4000;
/** From here on the agent is told how much is left. */
const NEAR = 400;

interface Props {
  id: string;
  kind: WritingKind;
  value: string;
}

/** The text box with its button; a text that is too long stays and says so. */
export function WritingBox({ id, kind, value }: Props) {
  const desk = useDesk();
  const left = LIMIT - codePoints(value.trim());
  const words = wordsOf(kind);
  const send = () => {
    if (value.trim() === "" || left < 0) return;
    desk.write(id, kind, value.trim());
    focusSoon(places.writing);
  };
  const write = (words: string) => {
    desk.store.dispatch({ type: "draft/written", id, kind, text: words });
    if (kind === "answer") desk.typed(id);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const key = (event: KeyboardEvent) => {
    // Enter that ends the writing of a character (IME) is no wish to send.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    if (matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    send();
  };
  return (
    <form className="composer__form" onSubmit={submit}>
      <label htmlFor={places.writing}>{words.label}</label>
      <textarea
        id={places.writing}
        rows={3}
        value={value}
        aria-describedby="composer-hint composer-left"
        onChange={(event) => write(event.target.value)}
        onKeyDown={key}
      />
      <p className="error-text" role="alert">
        {left < 0 && text.composer.tooLong}
      </p>
      <div className="composer__foot">
        <p id="composer-hint" className="hint">
          {words.hint}
        </p>
        <p id="composer-left" className="composer__left" data-over={left < 0}>
          {leftText(left)}
        </p>
        <button type="submit" className="button composer__send" aria-disabled={left < 0}>
          {words.submit}
        </button>
      </div>
    </form>
  );
}

function wordsOf(kind: WritingKind) {
  const { composer } = text;
  return kind === "note"
    ? { label: composer.noteLabel, hint: composer.noteHint, submit: composer.saveNote }
    : { label: composer.answerLabel, hint: composer.answerHint, submit: composer.sendAnswer };
}

function leftText(left: number): string {
  if (left < 0) return text.composer.over(-left);
  return left <= NEAR ? text.composer.left(left) : "";
}
