import { describe, expect, it } from "vitest";
import type { CannedResponse } from "../../src/api/types";
import { gapsIn, matching, slashAt } from "../../src/state/canned";

const response = (shortcut: string, title: string, text = ""): CannedResponse => ({
  id: shortcut,
  shortcut,
  title,
  filled: text,
  language: "en",
  unfilled: [],
});

describe("a slash", () => {
  it("begins a search at the start and after a blank, and only there", () => {
    expect(slashAt("/", 1)).toEqual({ from: 0, query: "" });
    expect(slashAt("Hello /he", 9)).toEqual({ from: 6, query: "he" });
    expect(slashAt("https://x", 9)).toBeNull();
    expect(slashAt("and/or", 6)).toBeNull();
    expect(slashAt("/usr/bin", 8)).toBeNull();
  });

  it("looks at what stands before the caret", () => {
    expect(slashAt("/hello there", 3)).toEqual({ from: 0, query: "he" });
    expect(slashAt("/hello there", 12)).toBeNull();
  });
});

describe("canned responses", () => {
  const all = [
    response("hours", "When we are open"),
    response("bye", "Say good-bye", "Our hours are over"),
    response("open", "Opening times"),
    response("cita", "Próxima cita"),
  ];

  it("are found by shortcut first, then by title, then by their words", () => {
    expect(matching(all, "open").map((one) => one.id)).toEqual(["open", "hours"]);
    expect(matching(all, "hours").map((one) => one.id)).toEqual(["hours", "bye"]);
  });

  it("are found without accents and capitals", () => {
    expect(matching(all, "PROX").map((one) => one.id)).toEqual(["cita"]);
  });

  it("are all there before anything is typed", () => {
    expect(matching(all, "")).toHaveLength(4);
  });
});

it("a gap is what still stands in double braces, with its place", () => {
  const text = "Dear {{first_name}}, your case {{ slot.case }} is fine. {no} {{}}";
  expect(gapsIn(text).map((gap) => [gap.name, text.slice(gap.from, gap.to)])).toEqual([
    ["first_name", "{{first_name}}"],
    ["slot.case", "{{ slot.case }}"],
  ]);
});
