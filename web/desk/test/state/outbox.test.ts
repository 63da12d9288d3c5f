import { describe, expect, it } from "vitest";
import {
  nextToSend,
  type Outbox,
  type OutboxAction,
  outbox,
  pending,
} from "../../src/state/outbox";
import { said } from "../fakes/data";

const problem = { code: "network", sentence: "", holder: null, retryAfter: null };

function after(...actions: OutboxAction[]): Outbox {
  return actions.reduce(outbox, [] as Outbox);
}

function added(key: string, text = "hello", conversationId = "c"): OutboxAction {
  return { type: "outbox/added", key, conversationId, kind: "answer", text, afterSeq: 2 };
}

describe("outbox", () => {
  it("sends one thing at a time per conversation, in the order written", () => {
    const state = after(added("1"), added("2"), { type: "outbox/sending", key: "1" });
    expect(nextToSend(state, "c")).toBeNull();
    const done = outbox(state, { type: "outbox/accepted", key: "1", seq: 3 });
    expect(nextToSend(done, "c")?.key).toBe("2");
  });

  it("offers an interrupted thing again with the same key, before what was written later", () => {
    const state = after(
      added("1"),
      added("2"),
      { type: "outbox/sending", key: "1" },
      { type: "outbox/interrupted", key: "1", problem },
    );
    expect(nextToSend(state, "c")?.key).toBe("1");
  });

  it("goes on past a refused thing and keeps its text", () => {
    const state = after(added("1", "kept"), added("2"), {
      type: "outbox/refused",
      key: "1",
      problem,
    });
    expect(nextToSend(state, "c")?.key).toBe("2");
    expect(state[0]?.text).toBe("kept");
  });

  it("sends again after a reload what was on its way when the page went", () => {
    const state = after(added("1"), { type: "outbox/sending", key: "1" });
    const restored = outbox([], { type: "outbox/restored", items: state });
    expect(nextToSend(restored, "c")?.key).toBe("1");
  });

  it("lets go only of what the transcript has", () => {
    const state = after(added("1"), { type: "outbox/accepted", key: "1", seq: 4 });
    const early = outbox(state, { type: "outbox/arrived", conversationId: "c", lastSeq: 3 });
    expect(early).toHaveLength(1);
    const other = outbox(state, { type: "outbox/arrived", conversationId: "d", lastSeq: 9 });
    expect(other).toHaveLength(1);
    const there = outbox(state, { type: "outbox/arrived", conversationId: "c", lastSeq: 4 });
    expect(there).toHaveLength(0);
  });

  it("shows nothing twice when the event comes before the receipt", () => {
    const state = after(added("1"));
    expect(pending(state, "c", [said(3, "agent", "hello")])).toHaveLength(0);
  });

  it("does not take an older answer with the same words for the new one", () => {
    const state = after(added("1"));
    expect(pending(state, "c", [said(2, "agent", "hello")])).toHaveLength(1);
  });

  it("does not take a note with the same words for the answer", () => {
    const note = { seq: 3, at: "", type: "note", author: "agent", text: "hello" } as const;
    expect(pending(after(added("1")), "c", [note])).toHaveLength(1);
  });

  it("needs one event for each of two things with the same words", () => {
    const state = after(added("1"), added("2"));
    expect(pending(state, "c", [said(3, "agent", "hello")]).map((one) => one.key)).toEqual(["2"]);
  });

  it("goes by the key alone where the event has one", () => {
    const foreign = { ...said(3, "agent", "hello"), key: "of another desk" };
    expect(pending(after(added("1")), "c", [foreign])).toHaveLength(1);
    expect(pending(after(added("1")), "c", [{ ...foreign, key: "1" }])).toHaveLength(0);
  });
});
