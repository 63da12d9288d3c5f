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

  it("counts new words for an earlier message, until an agent says something", () => {
    const edit = {
      seq: 3,
      at: "",
      type: "edited",
      author: "citizen",
      of_seq: 1,
      text: "b",
    } as const;
    expect(unreadCount([said(1), said(2, "agent"), edit], 2)).toBe(1);
    expect(unreadCount([said(1), said(2), edit, said(4, "agent")], 0)).toBe(0);
  });

  it("never goes back", () => {
    const state = { c: 5 };
    expect(seen(state, { type: "seen/looked", id: "c", seq: 3 })).toBe(state);
  });
});
