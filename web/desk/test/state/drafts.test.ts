import { describe, expect, it } from "vitest";
import { type DraftAction, type Drafts, drafts, hasText } from "../../src/state/drafts";

function after(...actions: DraftAction[]): Drafts {
  return actions.reduce(drafts, {} as Drafts);
}

describe("drafts", () => {
  it("keeps answer and note of one conversation apart", () => {
    const state = after(
      { type: "draft/written", id: "c", kind: "answer", text: "for the citizen" },
      { type: "draft/written", id: "c", kind: "note", text: "for us" },
    );
    expect(state.c).toMatchObject({ kind: "note", answer: "for the citizen", note: "for us" });
  });

  it("never writes over what is being written when a refused text is put back", () => {
    const state = after(
      { type: "draft/written", id: "c", kind: "answer", text: "new" },
      { type: "draft/putBack", id: "c", kind: "answer", text: "refused" },
    );
    expect(state.c?.answer).toBe("refused\nnew");
  });

  it("moves an orphaned answer behind the note that is there", () => {
    const state = after(
      { type: "draft/written", id: "c", kind: "answer", text: "answer" },
      { type: "draft/written", id: "c", kind: "note", text: "note" },
      { type: "draft/answerToNote", id: "c" },
    );
    expect(state.c).toMatchObject({ kind: "note", answer: "", note: "note\nanswer" });
  });

  it("counts blanks as no text", () => {
    const blank = after({ type: "draft/written", id: "c", kind: "note", text: " \n" });
    expect(hasText(blank)).toBe(false);
    const text = after({ type: "draft/written", id: "c", kind: "note", text: "x" });
    expect(hasText(text)).toBe(true);
  });
});
