import { describe, expect, it } from "vitest";
import type { DeskEvent } from "../../src/api/events";
import { nothingSaid, pointsBack } from "../../src/state/about";
import { emptyTranscript, receive } from "../../src/state/transcript";
import { AT, said } from "../fakes/data";

const edited = (seq: number, of_seq: number, text: string): DeskEvent => ({
  seq,
  at: AT,
  type: "edited",
  author: "citizen",
  of_seq,
  text,
});

const settled = (seq: number, of_seq: number, refused: string | null = null): DeskEvent => ({
  seq,
  at: AT,
  type: "attachment",
  author: "system",
  of_seq,
  number: 0,
  mime: refused ? null : "image/png",
  size: refused ? null : 7,
  refused,
});

const failed = (seq: number, failed_seq: number, reason: string): DeskEvent => ({
  seq,
  at: AT,
  type: "delivery_failed",
  author: "system",
  failed_seq,
  reason,
});

const fold = (...events: DeskEvent[]) => receive(emptyTranscript, events).abouts;

describe("what a log says about its own entries", () => {
  it.each([
    ["each edit, oldest first", [said(1), edited(2, 1, "b"), edited(3, 1, "c")], "b c", "", []],
    ["a file that is here", [said(1), settled(2, 1)], "", "image/png", []],
    ["a file that never comes", [said(1), settled(2, 1, "gone")], "", "gone", []],
    [
      "each reason of a failure once, however many parts failed",
      [said(1), failed(2, 1, "refused"), failed(3, 1, "refused"), failed(4, 1, "gave_up")],
      "",
      "",
      ["refused", "gave_up"],
    ],
  ] as [string, DeskEvent[], string, string, string[]][])("%s", (_, log, words, file, reasons) => {
    const about = fold(...log).get(1) ?? nothingSaid;
    expect(about.edits.map((one) => one.text).join(" ")).toBe(words);
    const found = about.files.get(0);
    expect(found?.refused ?? found?.mime ?? "").toBe(file);
    expect(about.failures).toEqual(reasons);
  });

  it("knows that an agent said the same words again after they had failed", () => {
    const again = [said(1, "agent", "hi"), failed(2, 1, "unconfirmed"), said(3, "agent", "hi")];
    expect(fold(...again).get(1)?.saidAgain).toBe(true);
    const other = [said(1, "agent", "hi"), failed(2, 1, "unconfirmed"), said(3, "bot", "hi")];
    expect(fold(...other).get(1)?.saidAgain).toBe(false);
    const before = [said(1, "agent", "hi"), said(2, "agent", "hi"), failed(3, 1, "unconfirmed")];
    expect(fold(...before).get(1)?.saidAgain).toBe(false);
  });

  it("survives what speaks of nothing", () => {
    const abouts = fold(said(1), edited(2, 9, "x"), failed(3, 3, "gone"));
    expect(abouts.get(1)).toBeUndefined();
  });

  it("is the same whatever order and however often events come, live or page by page", () => {
    const log = [
      said(1),
      said(2, "agent", "hi"),
      edited(3, 1, "b"),
      failed(4, 2, "unconfirmed"),
      settled(5, 1),
      edited(6, 1, "c"),
      said(7, "agent", "hi"),
    ];
    const whole = fold(...log);
    const backwards = [...log].reverse().flatMap((event) => [event, event]);
    const live = backwards.reduce((so, event) => receive(so, [event]), emptyTranscript);
    expect(live.abouts).toEqual(whole);
    const pages = [log.slice(0, 3), log.slice(1, 5), log].reduce(receive, emptyTranscript);
    expect(pages.abouts).toEqual(whole);
    expect(receive(pages, log)).toBe(pages);
  });

  it("keeps the very object of an entry nothing new is said of, so that it is not drawn again", () => {
    const before = receive(emptyTranscript, [said(1), edited(2, 1, "b")]);
    const after = receive(before, [said(3), settled(4, 3)]);
    expect(after.abouts.get(1)).toBe(before.abouts.get(1));
    expect(before.abouts.has(3)).toBe(false);
  });
});

describe("news of an entry further up", () => {
  it.each([
    ["an edit right below its message needs no line", [said(1), edited(2, 1, "b")], null],
    ["an edit after other words does", [said(1), said(2, "agent"), edited(3, 1, "b")], 1],
    ["so does a failure", [said(1, "agent"), said(2), failed(3, 1, "gave_up")], 1],
    [
      "what is between and says nothing does not count",
      [said(1), settled(2, 1), edited(3, 1, "b")],
      null,
    ],
    ["an edit of nothing points nowhere", [said(1), edited(2, 7, "b")], null],
    ["nor does what speaks of nothing earlier", [said(1), said(2)], null],
  ] as [string, DeskEvent[], number | null][])("%s", (_, log, target) => {
    const last = log.at(-1);
    expect(last && pointsBack(log, last)?.seq).toEqual(target ?? undefined);
  });
});
