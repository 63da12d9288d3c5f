import { describe, expect, it } from "vitest";
import { type Conversations, conversations } from "../../src/state/conversations";
import { brief, log, mine, said, summary } from "../fakes/data";

const page = (count: number, lastSeq = count) => ({
  conversation: summary("c", { last_seq: lastSeq }),
  brief: brief(),
  events: log(count),
  last_seq: lastSeq,
});

function loaded(count: number): Conversations {
  return conversations({}, { type: "conversation/page", id: "c", page: page(count) });
}

describe("open conversations", () => {
  it("is ready only when the last page is there", () => {
    const half = conversations({}, { type: "conversation/page", id: "c", page: page(500, 501) });
    expect(half.c?.loading).toBe("loading");
    const rest = { ...page(0, 501), events: [said(501)] };
    const whole = conversations(half, { type: "conversation/page", id: "c", page: rest });
    expect(whole.c?.loading).toBe("ready");
    expect(whole.c?.transcript.lastSeq).toBe(501);
  });

  it("stays readable while it is brought up to date and when that fails", () => {
    const again = conversations(loaded(2), { type: "conversation/loading", id: "c" });
    expect(again.c?.loading).toBe("ready");
    const failed = conversations(again, { type: "conversation/failed", id: "c", unknown: false });
    expect(failed.c?.loading).toBe("ready");
  });

  it("goes on saying that it failed while it is tried again", () => {
    const failed = conversations({}, { type: "conversation/failed", id: "c", unknown: false });
    const again = conversations(failed, { type: "conversation/loading", id: "c" });
    expect(again.c?.loading).toBe("failed");
  });

  it("says that a conversation is unknown", () => {
    const state = conversations({}, { type: "conversation/failed", id: "c", unknown: true });
    expect(state.c?.loading).toBe("unknown");
  });

  it("ignores an event of a conversation that is not open", () => {
    const state: Conversations = {};
    const action = { type: "conversation/event", id: "c", event: said(1) } as const;
    expect(conversations(state, action)).toBe(state);
  });

  it("does not let an older summary undo a newer one", () => {
    const state = conversations(loaded(2), {
      type: "conversation/changed",
      summary: mine("c", { last_seq: 5 }),
      brief: null,
    });
    const late = conversations(state, {
      type: "conversation/changed",
      summary: summary("c", { last_seq: 4 }),
      brief: null,
    });
    expect(late.c?.summary?.control).toBe("agent");
  });

  it("keeps the brief when a change brings none", () => {
    const state = conversations(loaded(1), {
      type: "conversation/changed",
      summary: mine("c", { last_seq: 2 }),
      brief: null,
    });
    expect(state.c?.brief).toEqual(brief());
  });
});
