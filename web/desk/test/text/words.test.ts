import { describe, expect, it } from "vitest";
import type { ControlEvent } from "../../src/api/events";
import { controlLine, dispositionLabel, speaker } from "../../src/text/lines";
import { problemText } from "../../src/text/problems";
import { titleOf, whyHere } from "../../src/text/titles";
import { AT, said, summary } from "../fakes/data";

const problem = (code: string, holder: string | null = null, retryAfter: number | null = null) =>
  problemText({ code, sentence: "", holder, retryAfter });

const control = (fields: Partial<ControlEvent>): ControlEvent => ({
  seq: 1,
  at: AT,
  type: "control",
  author: "system",
  control: "queued",
  ...fields,
});

describe("problems in plain words", () => {
  it("says who was faster", () => {
    expect(problem("already_taken", "Jaan")).toContain("Jaan was faster");
    expect(problem("already_taken")).toContain("Somebody else was faster");
  });

  it("says how long to wait", () => {
    expect(problem("too_many_logins", null, 89.2)).toBe(
      "Too many attempts to sign in. Try again in 1 min 30 s.",
    );
  });

  it("leaves it to the service where it has no words of its own", () => {
    const sentence = "A display name has 1 to 60 printable characters.";
    const told = { code: "invalid_request", sentence, holder: null, retryAfter: null };
    expect(problemText(told)).toBe(sentence);
  });

  it("says something even about a code it does not know", () => {
    expect(problem("flux")).toBe("The service did not accept this (flux).");
  });
});

describe("lines of control", () => {
  const jaan = { id: "a2", name: "Jaan" };
  const mari = { id: "a1", name: "Mari" };

  it.each([
    [{ reason: "asked", by: "bot" }, "Passed to people: Asked for a person"],
    [{ by: mari }, "Mari put the conversation back into the queue"],
    [{ control: "agent", agent: jaan }, "Jaan took the conversation"],
    [{ control: "agent", agent: jaan, by: jaan }, "Jaan took the conversation"],
    [{ control: "agent", agent: jaan, by: mari }, "Mari transferred the conversation to Jaan"],
    [{ control: "bot" }, "The bot has the conversation again"],
    [{ control: "bot", by: mari }, "Mari returned the conversation to the bot"],
    [
      { control: "closed", name: "Mari", disposition: "resolved" },
      "Mari closed the conversation: Done",
    ],
  ] as [Partial<ControlEvent>, string][])("%o", (fields, line) => {
    expect(controlLine(control(fields), [{ id: "resolved", label: "Done" }])).toBe(line);
  });
});

it("names a disposition by its id while the list is not there", () => {
  expect(dispositionLabel("citizen_left", [])).toBe("Citizen left");
});

it("marks what I said myself", () => {
  expect(speaker({ ...said(1, "agent"), name: "Mari" }, "Mari")).toBe("Mari (you)");
  expect(speaker({ ...said(1, "agent"), name: "Jaan" }, "Mari")).toBe("Jaan");
  expect(speaker(said(1, "bot"), "Mari")).toBe("Bot");
});

it("calls a conversation by its topic, else by why it came", () => {
  expect(titleOf(summary("c", { topic: "ebt_balance" }))).toBe("EBT balance");
  expect(titleOf(summary("c"))).toBe("Asked for a person");
});

describe("why a conversation is in the queue", () => {
  it("says why it came, unless that is its title", () => {
    expect(whyHere(summary("c-1", { topic: "ebt_lost" }))).toBe("Asked for a person");
    expect(whyHere(summary("c-1"))).toBe("");
  });

  it("says first why the agent who had it lost it", () => {
    const lost = summary("c-1", { topic: "ebt_lost", returned: "agent_lost" });
    expect(whyHere(lost)).toBe("The agent's computer lost its connection");
  });
});
