import { describe, expect, it } from "vitest";
import {
  codePoints,
  duration,
  humanised,
  languageName,
  percent,
  since,
} from "../../src/text/format";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe("a waiting time", () => {
  it.each([
    [0, "0 s"],
    [59_999, "59 s"],
    [MINUTE, "1 min 00 s"],
    [9 * MINUTE + 59 * SECOND, "9 min 59 s"],
    [10 * MINUTE, "10 min"],
    [59 * MINUTE + 59 * SECOND, "59 min"],
    [HOUR, "1 h 00 min"],
    [HOUR + 5 * MINUTE, "1 h 05 min"],
    [24 * HOUR, "1 d 0 h"],
    [51 * HOUR, "2 d 3 h"],
  ])("of %i ms is %s", (ms, words) => {
    expect(duration(ms)).toBe(words);
  });

  it("is never negative when clocks differ", () => {
    expect(since("2031-03-03T09:00:05Z", Date.parse("2031-03-03T09:00:00Z"))).toBe(0);
  });

  it("is nothing where there is no time", () => {
    expect(since(null, 0)).toBeNull();
    expect(since("soon", 0)).toBeNull();
  });
});

describe("names in words", () => {
  it.each([
    ["application_status_form", "Application status form"],
    ["ebt_lost_card", "EBT lost card"],
    ["snap_eligibility", "SNAP eligibility"],
    ["identity", "Identity"],
  ])("%s is %s", (name, words) => {
    expect(humanised(name)).toBe(words);
  });

  it("knows languages and keeps what it does not know", () => {
    expect(languageName("es")).toBe("Spanish");
    expect(languageName("not a code")).toBe("not a code");
  });
});

it("rounds a confidence to whole percent", () => {
  expect(percent(0.934)).toBe("93 %");
  expect(percent(2)).toBe("100 %");
});

it("counts a text as the service does, by code points", () => {
  expect(codePoints("a👍🏽")).toBe(3);
});
