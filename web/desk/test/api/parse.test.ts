import { describe, expect, it } from "vitest";
import { parseEvent, parseEvents } from "../../src/api/parse";
import { parseFrame } from "../../src/live/frames";
import { said } from "../fakes/data";

describe("events as they come", () => {
  it("keeps the place of a type it does not know", () => {
    expect(parseEvent({ seq: 3, at: "", type: "something_new", author: "citizen" })).toMatchObject({
      seq: 3,
      type: "other",
    });
  });

  it.each([
    { seq: 1, type: "message", author: "bot" },
    { seq: 1, type: "control", control: "somewhere" },
    { seq: 1, type: "edited", text: "x" },
    { seq: 1, type: "edited", of_seq: 0, text: "x" },
    { seq: 1, type: "attachment", of_seq: 1 },
    { seq: 1, type: "reach", reachable: "no" },
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

describe("files as they come", () => {
  const files = (attachments: unknown) => {
    const event = parseEvent({ ...said(1), attachments });
    return event?.type === "message" ? event.attachments : null;
  };
  const ours = "/api/desk/conversations/c-1/attachments/12/0";

  it("keeps what can be shown and leaves out what is none", () => {
    const known = { number: 0, kind: "photo", mime: "image/png", size: 7, url: ours };
    expect(files([known, null, 7, {}, { number: "1" }])).toEqual([
      { ...known, name: null, latitude: null, longitude: null, refused: null },
    ]);
    expect(files("none")).toEqual([]);
  });

  it.each([
    "https://elsewhere.example/x.png",
    "//elsewhere.example/x.png",
    "javascript:alert(1)",
    "/api/desk/conversations/c/attachments/12/0/../../../logout",
    `${ours}?x=1`,
  ])("never fetches one from anywhere but its own place: %s", (url) => {
    expect(files([{ number: 0, kind: "photo", url }])).toMatchObject([{ url: null }]);
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
