import { describe, expect, it } from "vitest";
import { emptyTranscript, hasGap, receive } from "../../src/state/transcript";
import { log } from "../fakes/data";

/** A repeatable shuffle (linear congruential, Numerical Recipes constants). */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed;
  const keyed = items.map((item) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return { item, rank: state };
  });
  return keyed.sort((a, b) => a.rank - b.rank).map((one) => one.item);
}

describe("transcript", () => {
  it("shows each event once and in order, whatever order and however often events come", () => {
    const events = log(40);
    for (let seed = 1; seed <= 200; seed += 1) {
      const twice = shuffled([...events, ...events], seed);
      const transcript = twice.reduce((so, event) => receive(so, [event]), emptyTranscript);
      expect(transcript.events.map((event) => event.seq)).toEqual(events.map((one) => one.seq));
      expect(hasGap(transcript)).toBe(false);
    }
  });

  it("holds an event that came too early and says that something is missing", () => {
    const [first, second, third] = log(3);
    if (!first || !second || !third) throw new Error("three events");
    const early = receive(receive(emptyTranscript, [first]), [third]);
    expect(early.lastSeq).toBe(1);
    expect(hasGap(early)).toBe(true);
    const whole = receive(early, [second]);
    expect(whole.lastSeq).toBe(3);
    expect(hasGap(whole)).toBe(false);
  });

  it("is the very same when nothing new came", () => {
    const transcript = receive(emptyTranscript, log(3));
    expect(receive(transcript, log(2))).toBe(transcript);
  });
});
