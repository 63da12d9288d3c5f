import { expect, it } from "vitest";
import type { ControlEvent } from "../../src/api/events";
import { controlLine } from "../../src/text/lines";
import { type WorkEvent, workLine } from "../../src/text/work";
import { AT } from "../fakes/data";

const base = { seq: 1, at: AT, author: "system" as const };
const jaan = { id: "a2", name: "Jaan" };
const teams = [{ id: "t", name: "Cards", mode: "take" as const }];
const line = (event: object) => workLine({ ...base, ...event } as WorkEvent, teams);
const control = (event: object) => controlLine({ ...base, ...event } as ControlEvent, []);

it("each work on a conversation is one line in plain words", () => {
  expect(line({ type: "offer_ended", agent: jaan, reason: "lapsed" })).toBe(
    "Jaan did not take the offer in time",
  );
  expect(line({ type: "routed", team: "t", priority: 10, by: jaan })).toBe(
    "Jaan changed it: for Cards, urgent",
  );
  expect(line({ type: "routed", team: null, priority: 0 })).toBe(
    "Now for every team, normal priority",
  );
  expect(line({ type: "slot", by: jaan, name: "date_of_birth", value: "1980-02-01" })).toBe(
    "Jaan corrected date of birth: 1980-02-01",
  );
  expect(line({ type: "feedback", score: 2, words_seq: null })).toContain("2 of 7");
  expect(line({ type: "feedback", score: null, words_seq: null })).toContain("did not want");
});

it("a conversation that an agent lost says why", () => {
  expect(control({ type: "control", control: "queued", reason: "agent_lost", by: jaan })).toBe(
    "Jaan lost the connection: the conversation is in the queue again",
  );
  expect(control({ type: "control", control: "queued", reason: "transfer", by: jaan })).toBe(
    "Jaan put the conversation back into the queue",
  );
  expect(control({ type: "control", control: "bot", reason: "left_queue" })).toContain(
    "did not want to wait",
  );
  expect(control({ type: "control", control: "bot", by: jaan, step: "the status check" })).toBe(
    "Jaan returned the conversation to the bot, which goes on at: the status check",
  );
});
