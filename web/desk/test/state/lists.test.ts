import { describe, expect, it } from "vitest";
import { arrivals, type Lists, lists, noLists } from "../../src/state/lists";
import { mari, mine, summary } from "../fakes/data";

/** A conversation that staff answer in Facebook's own inbox. */
function elsewhere(id: string) {
  const assignee = { id: "outside:messenger", name: "The agency" };
  return summary(id, { control: "agent", channel: "messenger", assignee });
}

const told: Lists = {
  known: true,
  queued: [summary("q1"), summary("q2")],
  mine: [mine("m1")],
  outside: [elsewhere("o1")],
};

const ids = (state: Lists) => ({
  queued: state.queued.map((row) => row.id),
  mine: state.mine.map((row) => row.id),
});

describe("lists", () => {
  it("keeps the order the server told", () => {
    const queued = [summary("b", { priority: 10 }), summary("a")];
    const state = lists(noLists, { type: "lists/told", queued, mine: [] });
    expect(ids(state).queued).toEqual(["b", "a"]);
    expect(state.known).toBe(true);
  });

  it("keeps the very rows that have not changed, so that they are not drawn again", () => {
    const queued = [summary("q1"), summary("q2", { priority: 1 })];
    const state = lists(told, { type: "lists/told", queued, mine: [] });
    expect(state.queued[0]).toBe(told.queued[0]);
    expect(state.queued[1]).toBe(queued[1]);
  });

  it("moves a conversation I took from the queue to mine at once", () => {
    const state = lists(told, { type: "lists/held", summary: mine("q1"), agentId: mari.id });
    expect(ids(state)).toEqual({ queued: ["q2"], mine: ["m1", "q1"] });
  });

  it("moves a conversation I gave away out of mine at once", () => {
    const gone = summary("m1", { control: "bot" });
    const state = lists(told, { type: "lists/held", summary: gone, agentId: mari.id });
    expect(ids(state)).toEqual({ queued: ["q1", "q2"], mine: [] });
  });

  it("does not list a conversation twice when the same act is answered twice", () => {
    const once = lists(told, { type: "lists/held", summary: mine("q1"), agentId: mari.id });
    const twice = lists(once, { type: "lists/held", summary: mine("q1"), agentId: mari.id });
    expect(ids(twice).mine).toEqual(["m1", "q1"]);
  });

  it("finds what is new", () => {
    const fresh = arrivals(told.queued, [summary("q2"), summary("q3")]);
    expect(fresh.map((row) => row.id)).toEqual(["q3"]);
  });

  it("keeps of what agents have only what staff answer outside of the desk", () => {
    const held = [mine("m1"), elsewhere("o2"), summary("x", { control: "agent" })];
    const state = lists(told, { type: "lists/agents", held });
    expect(state.outside.map((row) => row.id)).toEqual(["o2"]);
    expect(ids(state)).toEqual(ids(told));
  });

  it("moves a conversation I took over from staff outside to mine at once", () => {
    const state = lists(told, { type: "lists/held", summary: mine("o1"), agentId: mari.id });
    expect(state.outside).toEqual([]);
    expect(ids(state).mine).toEqual(["m1", "o1"]);
  });
});
