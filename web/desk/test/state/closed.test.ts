import { describe, expect, it } from "vitest";
import type { Sending } from "../../src/api/types";
import {
  type ConversationAction,
  type Conversations,
  closedBecause,
  conversations,
} from "../../src/state/conversations";
import { brief, log, mine } from "../fakes/data";

const page = (sending: Sending | undefined, lastSeq = 3, unreachable: string | null = null) =>
  ({
    type: "conversation/page",
    id: "c",
    page: {
      conversation: mine("c", { channel: "telegram", last_seq: lastSeq, unreachable }),
      ...(sending && { sending }),
      brief: brief(),
      events: log(lastSeq),
      last_seq: lastSeq,
    },
  }) satisfies ConversationAction;

const changed = (lastSeq: number, unreachable: string | null): ConversationAction => ({
  type: "conversation/changed",
  summary: mine("c", { channel: "telegram", last_seq: lastSeq, unreachable }),
  brief: null,
});

const asked = (sending: Sending, asOf: number): ConversationAction => ({
  type: "conversation/sending",
  id: "c",
  sending,
  asOf,
});

const OPEN: Sending = { open: true };
const LATE: Sending = { open: false, reason: "window_closed" };
const BLOCKED: Sending = { open: false, reason: "blocked" };

describe("whether the citizen can be written to", () => {
  it.each([
    ["an older service says nothing: yes", [page(undefined)], null],
    ["as the service says when it is opened", [page(LATE)], "window_closed"],
    ["closes as time passes", [page(OPEN), asked(LATE, 3)], "window_closed"],
    ["opens again", [page(LATE), asked(OPEN, 4)], null],
    [
      "an answer older than what has happened changes nothing",
      [page(OPEN, 5), asked(LATE, 4)],
      null,
    ],
    [
      "an event that loses the citizen closes at once",
      [page(OPEN), changed(4, "blocked")],
      "blocked",
    ],
    [
      "one that regains them leaves it to the service's next answer",
      [page(BLOCKED, 3, "blocked"), changed(4, null)],
      "blocked",
    ],
    ["which opens it", [page(BLOCKED, 3, "blocked"), changed(4, null), asked(OPEN, 4)], null],
    [
      "a refused answer closes it",
      [page(OPEN), { type: "conversation/closed", id: "c", reason: "window_closed" }],
      "window_closed",
    ],
    ["a reason nobody gave is none the less one", [page({ open: false })], ""],
  ] as [string, ConversationAction[], string | null][])("%s", (_, actions, reason) => {
    const state = actions.reduce(conversations, {} as Conversations);
    expect(closedBecause(state.c)).toBe(reason);
  });

  it("is no question for what is not open", () => {
    const state: Conversations = {};
    expect(conversations(state, asked(LATE, 3))).toBe(state);
    expect(closedBecause(state.c)).toBeNull();
  });
});
