import { describe, expect, it } from "vitest";
import type { Canned, Rule } from "../../src/api/office";
import { actName } from "../../src/text/office";
import { found } from "../../src/ui/office/cannedSearch";
import { moved, replaced, without } from "../../src/ui/office/lists";
import { conditionOf, effectOf } from "../../src/ui/office/RuleCard";
import { languageNames, parts, typed } from "../../src/ui/office/words";

describe("a list that is edited", () => {
  const list = ["a", "b", "c"];

  it("changes one place and keeps the list it came from", () => {
    expect(replaced(list, 1, "x")).toEqual(["a", "x", "c"]);
    expect(without(list, 0)).toEqual(["b", "c"]);
    expect(moved(list, 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(list, 0, 1)).toEqual(["b", "a", "c"]);
    expect(list).toEqual(["a", "b", "c"]);
  });

  it("moves nothing over its ends", () => {
    expect(moved(list, 0, -1)).toEqual(list);
    expect(moved(list, 2, 1)).toEqual(list);
  });
});

describe("values typed with commas", () => {
  it("come apart without what is empty, and together again", () => {
    expect(parts(" en, ,es ,")).toEqual(["en", "es"]);
    expect(parts("")).toEqual([]);
    expect(typed(parts("en,es"))).toBe("en, es");
  });

  it("are shown as names", () => {
    expect(languageNames(["en", "es"], "any")).toBe("English, Spanish");
    expect(languageNames([], "any")).toBe("any");
  });
});

describe("a rule in words", () => {
  const rule: Rule = {
    name: "Emergency",
    team: "t1",
    priority: 7,
    topics: ["snap_emergency"],
    languages: ["es"],
    channels: [],
    reasons: [],
  };
  const teams = [{ id: "t1", name: "Cards", mode: "take" as const }];

  it("says when it fits", () => {
    expect(conditionOf(rule)).toBe("Topics: SNAP emergency; Languages: Spanish");
    expect(conditionOf({ ...rule, topics: [], languages: [] })).toBe("always");
  });

  it("says what it does", () => {
    expect(effectOf(rule, teams)).toBe("team Cards and priority 7");
    expect(effectOf({ ...rule, priority: 0 }, teams)).toBe("team Cards");
    expect(effectOf({ ...rule, team: null }, teams)).toBe("priority 7");
    expect(effectOf({ ...rule, team: null, priority: 0 }, teams)).toBe("nothing");
  });
});

describe("the search in canned responses", () => {
  const one = (fields: Partial<Canned>): Canned => ({
    id: "1",
    shortcut: "hours",
    title: "When we are open",
    language: "en",
    text: "From 8 to 5",
    team: null,
    personal: false,
    editable: true,
    updated_at: "2031-03-03T12:00:00.000Z",
    ...fields,
  });
  const all = [one({}), one({ id: "2", shortcut: "bye", title: "Goodbye", text: "Thank you" })];

  it("finds those with every word, wherever it stands", () => {
    expect(found(all, "OPEN 8").map(({ id }) => id)).toEqual(["1"]);
    expect(found(all, "/bye").map(({ id }) => id)).toEqual(["2"]);
    expect(found(all, "")).toHaveLength(2);
    expect(found(all, "hours thank")).toEqual([]);
  });
});

describe("an act", () => {
  it("that this desk does not know is shown as it is", () => {
    expect(actName("open")).toBe("Opened");
    expect(actName("POST /api/desk/new")).toBe("POST /api/desk/new");
  });
});
