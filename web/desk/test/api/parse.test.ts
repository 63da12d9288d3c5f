import { describe, expect, it } from "vitest";
import { parseEvent, parseEvents } from "../../src/api/parse";
import { parseFrame } from "../../src/live/frames";
import { said } from "../fakes/data";

describe("events as they come", () => {
  it("keeps the place of a type it does not know", () => {
    expect(parseEvent({ seq: 3, at: "", type: "feedback", author: "citizen" })).toMatchObject({
      seq: 3,
      type: "other",
    });
  });

  it.each([
    { seq: 1, type: "message", author: "bot" },
    { seq: 1, type: "control", control: "somewhere" },
  ])("keeps the place of an event that lacks what would be shown: %o", (broken) => {
    expect(parseEvent(broken)?.type).toBe("other");
  });

  it.each([null, 1, "x", [], {}, { seq: 0, type: "message" }, { seq: "1", type: "message" }])(
    "takes nothing for an event that is none: %o",
    (value) => {
      expect(parseEvent(value)).toBeNull();
    },
  );

  it("never takes an author on trust", () => {
    expect(parseEvent({ ...said(1), author: "admin" })?.author).toBe("system");
  });

  it("reads a list that is none as empty", () => {
    expect(parseEvents("x")).toEqual([]);
  });
});

describe("frames as they come", () => {
  it("reads an event of a conversation", () => {
    const data = JSON.stringify({ type: "event", conversation_id: "c", event: said(1) });
    expect(parseFrame(data)).toEqual({ type: "event", conversation_id: "c", event: said(1) });
  });

  it.each([
    { type: "event", event: said(1) },
    { type: "event", conversation_id: "c", event: {} },
    { type: "queue", queued: [] },
    { type: "conversation" },
    { type: "error" },
  ])("drops a frame that lacks a part: %o", (frame) => {
    expect(parseFrame(JSON.stringify(frame))).toBeNull();
  });
});
