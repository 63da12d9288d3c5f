import { describe, expect, it } from "vitest";
import { seen, unreadCount } from "../../src/state/unread";
import { said } from "../fakes/data";

describe("unread", () => {
  it("counts citizen messages after what was on screen", () => {
    const events = [said(1), said(2), said(3, "bot"), said(4)];
    expect(unreadCount(events, 1)).toBe(2);
    expect(unreadCount(events, 4)).toBe(0);
  });

  it("counts nothing that an agent has answered, also from another computer", () => {
    expect(unreadCount([said(1), said(2, "agent"), said(3)], 0)).toBe(1);
  });

  it("never goes back", () => {
    const state = { c: 5 };
    expect(seen(state, { type: "seen/looked", id: "c", seq: 3 })).toBe(state);
  });
});
