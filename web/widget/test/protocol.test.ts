import { describe, expect, it } from "vitest";
import { parseEvent, parseFrame, parsePage } from "../src/core/protocol";

const frame = (value: unknown) => parseFrame(JSON.stringify(value));

describe("frames", () => {
  it("that are no JSON, no object or of an unknown type are ignored", () => {
    for (const data of ["{", "null", "7", '"ready"', "[]", '{"type":"later"}', 5, undefined]) {
      expect(parseFrame(data)).toBeNull();
    }
  });

  it("without seq are ephemeral", () => {
    expect(frame({ type: "ready", last_seq: 7 })).toEqual({ kind: "ready", lastSeq: 7 });
    expect(frame({ type: "queue", position: 3 })).toEqual({
      kind: "queue",
      queue: { position: 3, wait: null, opensAt: "" },
    });
    expect(frame({ type: "typing", author: "bot", on: true })).toEqual({
      kind: "typing",
      author: "bot",
      on: true,
    });
    expect(frame({ type: "heartbeat" })).toEqual({ kind: "heartbeat" });
    expect(frame({ type: "error", error: { code: "x" } })).toEqual({ kind: "error", code: "x" });
  });

  it("with a wrong number in them are ignored", () => {
    expect(frame({ type: "ready", last_seq: "7" })).toBeNull();
    expect(frame({ type: "queue", position: -1 })).toBeNull();
    expect(frame({ type: "message", seq: 1.5, author: "bot", text: "" })).toBeNull();
    expect(frame({ type: "message", seq: 0, author: "bot", text: "" })).toBeNull();
  });
});

describe("events", () => {
  it("keep their seq when their content is not understood", () => {
    const odd = parseEvent({ seq: 4, type: "message", author: "robot", text: { html: "<b>" } });
    expect(odd).toEqual({ seq: 4, at: "", author: "system", type: "other" });
    expect(parseEvent({ seq: 5, type: "control", control: "limbo" })?.type).toBe("other");
  });

  it.each([
    { type: "attachment", of_seq: 2, number: 0, mime: "image/png", size: 1, refused: null },
    { type: "reach", reachable: false, reason: "blocked" },
    { type: "edited", of_seq: "2", text: "x" },
    { type: "edited", of_seq: 2 },
  ])("of agents only, or broken ones, take their place and show nothing: %o", (event) => {
    expect(parseEvent({ seq: 4, at: "", author: "system", ...event })?.type).toBe("other");
  });

  it("with files are messages like others", () => {
    const attachments = [{ number: 0, kind: "photo", url: "/x" }, null, 7];
    const event = parseEvent({ seq: 4, type: "message", author: "citizen", text: "", attachments });
    expect(event).toMatchObject({ type: "message", seq: 4, text: "" });
  });

  it("drop buttons that have no title or no payload", () => {
    const event = parseEvent({
      seq: 1,
      type: "message",
      author: "bot",
      text: "?",
      buttons: [
        { title: "Yes", payload: "/affirm" },
        { title: "No" },
        { payload: "/x" },
        "Maybe",
        null,
      ],
    });
    expect(event).toMatchObject({ buttons: [{ title: "Yes", payload: "/affirm" }] });
  });
});

it("a page of events without its end is no page", () => {
  expect(parsePage({ events: [] })).toBeNull();
  expect(parsePage([])).toBeNull();
  expect(parsePage({ events: [null, { seq: 1, type: "x" }], last_seq: 1 })?.events).toHaveLength(1);
});
