import { describe, expect, it } from "vitest";
import { conversationIn, pathOf } from "../../src/desk/route";

describe("addresses", () => {
  it("lead to a conversation and back", () => {
    for (const id of ["c1", "a b/ü"]) expect(conversationIn(pathOf(id))).toBe(id);
    expect(conversationIn(pathOf(null))).toBeNull();
  });

  it.each(["/desk", "/desk/", "/desk/c/", "/desk/c/a/b", "/desk/c/%E0%A4%A", "/other"])(
    "%s names no conversation",
    (path) => {
      expect(conversationIn(path)).toBeNull();
    },
  );
});
