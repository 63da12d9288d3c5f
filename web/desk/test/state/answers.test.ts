import { expect, it } from "vitest";
import type { DeskEvent } from "../../src/api/events";
import { answerTo, correctorOf } from "../../src/state/answers";
import { AT, said } from "../fakes/data";

const turn = (seq: number, turn_seq: number): DeskEvent => ({
  seq,
  at: AT,
  type: "turn",
  author: "bot",
  turn_seq,
});

it("the answer to a message is what the bot said in the same turn", () => {
  const events = [
    said(1, "bot", "Hello!"),
    said(2, "citizen", "first"),
    said(3, "citizen", "second"),
    said(4, "bot", "To the first."),
    said(5, "bot", "And more."),
    turn(6, 2),
    turn(7, 3),
  ];
  expect(answerTo(events, 2)?.map((event) => event.text)).toEqual(["To the first.", "And more."]);
  expect(answerTo(events, 3)).toEqual([]);
  expect(answerTo(events, 9)).toBeNull();
});

it("a fact was last corrected by whoever did so last", () => {
  const slot = (seq: number, id: string): DeskEvent => ({
    seq,
    at: AT,
    type: "slot",
    author: "system",
    by: { id, name: id },
    name: "number",
    value: "1",
  });
  expect(correctorOf([slot(1, "mari"), slot(2, "jaan")], "number")?.id).toBe("jaan");
  expect(correctorOf([slot(1, "mari")], "birth")).toBeNull();
});
