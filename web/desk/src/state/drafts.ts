import type { WritingKind } from "./outbox";

/** What the agent is writing in one conversation: answer, note and whisper never share a text. */
export interface Draft {
  /** Null until the agent has chosen; the composer then offers what is possible. */
  readonly kind: WritingKind | null;
  readonly answer: string;
  readonly note: string;
  /** To the agent who holds it, by one who reads along. */
  readonly whisper: string;
}

/** The drafts by conversation. */
export type Drafts = Readonly<Record<string, Draft>>;

/** Nothing written yet. */
export const noDraft: Draft = { kind: null, answer: "", note: "", whisper: "" };

/** What can happen to a draft. */
export type DraftAction =
  | { type: "draft/restored"; drafts: Drafts }
  | { type: "draft/written"; id: string; kind: WritingKind; text: string }
  | { type: "draft/kind"; id: string; kind: WritingKind }
  | { type: "draft/putBack"; id: string; kind: WritingKind; text: string }
  | { type: "draft/answerToNote"; id: string };

/** Moves the drafts, one per conversation and kind. */
export function drafts(state: Drafts, action: DraftAction): Drafts {
  if (action.type === "draft/restored") return action.drafts;
  const draft = { ...noDraft, ...state[action.id] };
  return { ...state, [action.id]: move(draft, action) };
}

function move(draft: Draft, action: Exclude<DraftAction, { type: "draft/restored" }>): Draft {
  switch (action.type) {
    case "draft/written":
      return { ...draft, kind: action.kind, [action.kind]: action.text };
    case "draft/kind":
      return { ...draft, kind: action.kind };
    case "draft/putBack":
      return {
        ...draft,
        kind: action.kind,
        [action.kind]: joined(action.text, draft[action.kind]),
      };
    case "draft/answerToNote":
      return { ...draft, kind: "note", answer: "", note: joined(draft.note, draft.answer) };
  }
}

/** Both texts, so that putting one back never overwrites what is being written. */
function joined(first: string, second: string): string {
  return second.trim() === "" ? first : first.trim() === "" ? second : `${first}\n${second}`;
}

/** True when some text would be lost by throwing the drafts away. */
export function hasText(state: Drafts): boolean {
  return Object.values(state).some(isWritten);
}

/** True when this draft has some text, of whatever kind. */
export function isWritten(draft: Draft | undefined): boolean {
  const { answer, note, whisper } = { ...noDraft, ...draft };
  return `${answer}${note}${whisper}`.trim() !== "";
}
