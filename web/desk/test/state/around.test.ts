import { expect, it } from "vitest";
import { around, nobodyAround } from "../../src/state/around";

const writes = {
  type: "around/writes",
  id: "c",
  author: "citizen",
  name: null,
  now: 1000,
} as const;

it("somebody writes for six seconds after the last sign of it", () => {
  expect(around(nobodyAround, writes).writing.c?.until).toBe(7000);
});

it("who has said it does not write any more, but somebody else's words change nothing", () => {
  const state = around(nobodyAround, writes);
  expect(around(state, { type: "around/wrote", id: "c", author: "bot" })).toBe(state);
  const after = around(state, { type: "around/wrote", id: "c", author: "citizen" });
  expect(after.writing.c).toBeUndefined();
});
