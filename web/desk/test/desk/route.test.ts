import { describe, expect, it } from "vitest";
import { conversationIn, pagePath, pathOf, placeIn } from "../../src/desk/route";

describe("addresses", () => {
  it("lead to a conversation and back", () => {
    for (const id of ["c1", "a b/ü"]) expect(conversationIn(pathOf(id))).toBe(id);
    expect(conversationIn(pathOf(null))).toBeNull();
  });

  it("lead to a page, also by what stands behind the hash", () => {
    const board = { conversation: null, page: "board" };
    expect(placeIn(pagePath("board"))).toEqual(board);
    expect(placeIn("/desk/", "#/board")).toEqual(board);
    expect(placeIn("/desk/office/rules/").page).toBe("office/rules");
    expect(placeIn("/desk/c/a", "#conversation").conversation).toBe("a");
    expect(placeIn("/desk/").page).toBeNull();
    expect(placeIn("/desk/c/").page).toBeNull();
  });

  it.each(["/desk", "/desk/", "/desk/c/", "/desk/c/a/b", "/desk/c/%E0%A4%A", "/other"])(
    "%s names no conversation",
    (path) => {
      expect(conversationIn(path)).toBeNull();
    },
  );
});
