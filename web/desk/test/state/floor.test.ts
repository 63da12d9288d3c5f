import { describe, expect, it } from "vitest";
import { emptyFloor, floor } from "../../src/state/floor";
import { worklists } from "../../src/state/worklists";
import { mari, mine, summary } from "../fakes/data";

const jaan = { id: "a2", name: "Jaan" };
const me = { id: mari.id, name: mari.name };
const told = (...conversations: ReturnType<typeof summary>[]) =>
  floor(emptyFloor, { type: "floor/told", conversations, agents: [] });
const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);

describe("the floor", () => {
  it("keeps the very rows that have not changed, so that they are not drawn again", () => {
    const before = told(summary("a"), summary("b"));
    const put = [summary("a"), summary("b", { priority: 1 })];
    const now = floor(before, { type: "floor/changed", put, gone: [] });
    expect(now.rows.get("a")).toBe(before.rows.get("a"));
    expect(now.rows.get("b")).toBe(put[1]);
  });

  it("does not let an older summary undo a newer one", () => {
    const newer = mine("a", { last_seq: 9 });
    const put = [summary("a", { last_seq: 8 })];
    const now = floor(told(newer), { type: "floor/changed", put, gone: [] });
    expect(now.rows.get("a")).toBe(newer);
  });

  it("starts afresh with each floor, so that a break loses nothing and leaves nothing behind", () => {
    const now = floor(told(summary("a"), summary("b")), {
      type: "floor/told",
      conversations: [summary("b"), summary("c")],
      agents: [],
    });
    expect([...now.rows.keys()]).toEqual(["b", "c"]);
  });

  it("takes out what is gone, and what I have ended before the server says so", () => {
    const gone = floor(told(summary("a")), { type: "floor/changed", put: [], gone: ["a"] });
    expect(gone.rows.size).toBe(0);
    const closed = summary("m", { control: "closed" });
    expect(floor(told(mine("m")), { type: "floor/acted", summary: closed }).rows.size).toBe(0);
  });
});

describe("the lists", () => {
  it("have the highest priority first, then the longest wait, then the id", () => {
    const at = (minute: number) => `2031-03-03T09:0${minute}:00Z`;
    const rows = [
      summary("c", { waiting_since: at(5) }),
      summary("b", { waiting_since: at(5) }),
      summary("old", { waiting_since: at(1) }),
      summary("crisis", { waiting_since: at(9), priority: 10 }),
    ];
    expect(ids(worklists(told(...rows), mari.id).waiting)).toEqual(["crisis", "old", "b", "c"]);
  });

  it("put each conversation where this agent works with it", () => {
    const outside = { id: "outside:messenger", name: "The agency" };
    const lists = worklists(
      told(
        summary("waits"),
        summary("offered", { offered_to: me }),
        summary("to-jaan", { offered_to: jaan }),
        mine("mine"),
        summary("helping", { control: "agent", assignee: jaan, helpers: [me] }),
        summary("outside", { control: "agent", assignee: outside }),
        summary("other", { control: "agent", assignee: jaan }),
      ),
      mari.id,
    );
    expect(
      Object.fromEntries(Object.entries(lists).map(([name, rows]) => [name, ids(rows)])),
    ).toEqual({
      offered: ["offered"],
      mine: ["mine"],
      helping: ["helping"],
      waiting: ["to-jaan", "waits"],
      outside: ["outside"],
      others: ["other"],
    });
  });

  it("are sorted once for one floor", () => {
    const state = told(summary("a"));
    expect(worklists(state, mari.id)).toBe(worklists(state, mari.id));
  });
});
