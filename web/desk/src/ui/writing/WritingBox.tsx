import { type FormEvent, type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { type Gap, gapsIn } from "../../state/canned";
import type { OpenConversation } from "../../state/conversations";
import type { WritingKind } from "../../state/outbox";
import { text } from "../../text/en";
import { codePoints, gapName } from "../../text/format";
import { useDesk } from "../context";
import { focusSoon, places } from "../focus";
import { CannedList, cannedOption } from "./CannedList";
import { Gaps, Mirror } from "./Gaps";
import { Suggestions } from "./Suggestions";
import { type Canned, useCanned } from "./useCanned";

/** Longest text the service takes, in code points. */
const LIMIT = 4000;
/** From here on the agent is told how much is left. */
const NEAR = 400;

interface Props {
  open: OpenConversation;
  kind: WritingKind;
  value: string;
  /** Who has the conversation: whispers go there. */
  holder: string;
}

/** The text box with its button; a text that cannot be sent stays and says why. */
export function WritingBox({ open, kind, value, holder }: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  const { left, gaps, refused, write, send } = useWriting(open.id, kind, value, box);
  const canned = useCanned({ id: open.id, enabled: kind === "answer", value, box, write });
  const words = wordsOf(kind, holder);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const invalid = refused || left < 0;
  return (
    <form className="composer__form" onSubmit={submit}>
      {kind === "answer" && (
        <Suggestions open={open} onInsert={(answer) => write(joined(value, answer))} />
      )}
      <label htmlFor={places.writing}>{words.label}</label>
      {canned.open && <CannedList canned={canned} />}
      <Field box={box} {...{ kind, value, gaps, invalid, canned, write, send }} />
      <p className="error-text" role="alert">
        {left < 0 && text.composer.tooLong}
        {refused && gaps.length > 0 && text.composer.unfilled(namesOf(gaps))}
      </p>
      {gaps.length > 0 && <Gaps gaps={gaps} onPick={(gap) => select(box.current, gap)} />}
      <div className="composer__foot">
        <p id="composer-hint" className="hint">
          {words.hint}
        </p>
        <p id="composer-left" className="composer__left" data-over={left < 0}>
          {leftText(left)}
        </p>
        <button
          type="submit"
          className="button composer__send"
          aria-disabled={left < 0 || gaps.length > 0}
        >
          {words.submit}
        </button>
      </div>
    </form>
  );
}

type Box = RefObject<HTMLTextAreaElement | null>;

/** What is written, what keeps it from being sent, and the sending. */
function useWriting(id: string, kind: WritingKind, value: string, box: Box) {
  const desk = useDesk();
  const [refused, setRefused] = useState(false);
  const left = LIMIT - codePoints(value.trim());
  const gaps = kind === "answer" ? gapsIn(value) : [];
  const write = (written: string) => {
    setRefused(false);
    desk.store.dispatch({ type: "draft/written", id, kind, text: written });
    if (kind === "answer") desk.typed(id);
  };
  const send = () => {
    if (value.trim() === "" || left < 0) return;
    if (gaps.length > 0) {
      setRefused(true);
      select(box.current, gaps[0]);
      return;
    }
    desk.write(id, kind, value.trim());
    focusSoon(places.writing);
  };
  return { left, gaps, refused, write, send };
}

interface FieldProps {
  box: Box;
  kind: WritingKind;
  value: string;
  gaps: readonly Gap[];
  invalid: boolean;
  canned: Canned;
  write(words: string): void;
  send(): void;
}

/** Where the words go, with gaps marked; its keys send, leave, and steer the canned responses. */
function Field({ box, kind, value, gaps, invalid, canned, write, send }: FieldProps) {
  const key = (event: KeyboardEvent) => {
    if (canned.onKey(event)) return;
    if (event.key === "Escape") {
      // Out of the text box, so that shortcuts of one key work again.
      document.getElementById(places.heading)?.focus();
      return;
    }
    // Enter that ends the writing of a character (IME) is no wish to send.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    if (matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    send();
  };
  return (
    <div className="box">
      {gaps.length > 0 && <Mirror words={value} gaps={gaps} box={box} />}
      <textarea
        ref={box}
        id={places.writing}
        rows={3}
        value={value}
        aria-describedby="composer-hint composer-left"
        aria-autocomplete={kind === "answer" ? "list" : undefined}
        aria-controls={canned.open ? places.canned : undefined}
        aria-activedescendant={canned.chosen ? cannedOption(canned.chosen.id) : undefined}
        aria-invalid={invalid}
        onChange={(event) => {
          write(event.target.value);
          canned.onCaret();
        }}
        onKeyDown={key}
        onSelect={canned.onCaret}
        onBlur={canned.close}
      />
    </div>
  );
}

function namesOf(gaps: readonly Gap[]): string {
  return gaps.map((gap) => gapName(gap.name)).join(", ");
}

/** Puts the cursor where something is to be filled in, with the gap selected. */
function select(box: HTMLTextAreaElement | null, gap: { from: number; to: number } | undefined) {
  if (!box || !gap) return;
  box.focus();
  box.setSelectionRange(gap.from, gap.to);
}

function joined(before: string, added: string): string {
  return before.trim() === "" ? added : `${before.trimEnd()}\n${added}`;
}

function wordsOf(kind: WritingKind, holder: string) {
  const { composer } = text;
  switch (kind) {
    case "answer":
      return {
        label: composer.answerLabel,
        hint: `${composer.answerHint} ${composer.cannedHint}`,
        submit: composer.sendAnswer,
      };
    case "note":
      return { label: composer.noteLabel, hint: composer.noteHint, submit: composer.saveNote };
    case "whisper":
      return {
        label: composer.whisperLabel(holder),
        hint: composer.whisperHint,
        submit: composer.sendWhisper,
      };
  }
}

function leftText(left: number): string {
  if (left < 0) return text.composer.over(-left);
  return left <= NEAR ? text.composer.left(left) : "";
}
