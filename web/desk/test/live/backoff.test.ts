import { describe, expect, it } from "vitest";
import { backoff } from "../../src/live/backoff";

describe("backoff", () => {
  it("doubles from half a second to at most eight", () => {
    const most = [1, 2, 3, 4, 5, 6, 7, 50].map((attempt) => backoff(attempt, 1));
    expect(most).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]);
  });

  it("is at least half of that, by chance more", () => {
    expect(backoff(3, 0)).toBe(1000);
    expect(backoff(3, 0.5)).toBe(1500);
  });
});
