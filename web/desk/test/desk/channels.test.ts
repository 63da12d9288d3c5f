import { beforeEach, describe, expect, it } from "vitest";
import type { Desk } from "../../src/desk/desk";
import { closedBecause } from "../../src/state/conversations";
import { lost, refused } from "../fakes/api";
import { brief, log, mine } from "../fakes/data";
import { FakeOffice, settled } from "../fakes/desk";

let office: FakeOffice;
let desk: Desk;

const ana = mine("c", { channel: "telegram", address_name: "Ana" });
beforeEach(async () => {
  office = new FakeOffice();
  office.api.logs.set("c", log(2));
  office.api.summaries.set("c", ana);
  desk = await office.working();
  desk.select("c");
  await settled();
  office.api.calls.length = 0;
});

const closed = () => closedBecause(desk.store.get().conversations.c);
const heartbeat = async () => {
  office.server.newest.say({ type: "heartbeat" });
  await settled();
};
const calls = (verb: string) => office.api.calls.filter((call) => call.startsWith(verb));

describe("whether the channel takes words", () => {
  it("is asked with every heartbeat, for it closes as time passes", async () => {
    office.api.sending = { open: false, reason: "window_closed" };
    await heartbeat();
    expect(closed()).toBe("window_closed");
  });

  it("is asked when something has happened, and that does not start a circle", async () => {
    office.api.sending = { open: false, reason: "window_closed" };
    const conversation = { ...ana, last_seq: 2 };
    office.server.newest.say({ type: "conversation", conversation, brief: brief() });
    await settled();
    expect(closed()).toBe("window_closed");
    expect(calls("read")).toHaveLength(1);
    expect(office.server.newest.sent).toHaveLength(1);
  });

  it("is asked when one of mine is opened that was followed already", async () => {
    office.api.logs.set("d", log(1));
    office.server.newest.say({ type: "floor", conversations: [ana], agents: [] });
    desk.select("d");
    await settled();
    office.api.sending = { open: false, reason: "window_closed" };
    desk.select("c");
    await settled();
    expect(closed()).toBe("window_closed");
  });

  it("is no question on the website", async () => {
    office.api.summaries.set("w", mine("w"));
    office.api.logs.set("w", log(1));
    desk.select("w");
    await settled();
    office.api.calls.length = 0;
    await heartbeat();
    expect(calls("read")).toEqual([]);
  });

  it("stays as it was known when the question is not answered", async () => {
    office.api.fail(lost());
    await heartbeat();
    expect(closed()).toBeNull();
    expect(desk.store.get().session.phase).toBe("signed_in");
  });

  it("is known by a refused answer, whose words are kept", async () => {
    office.api.fail(Object.assign(refused(409, "channel_closed"), { reason: "blocked" }));
    office.api.sending = { open: false, reason: "blocked" };
    desk.write("c", "answer", "not lost");
    await settled();
    expect(closed()).toBe("blocked");
    const kept = { text: "not lost", phase: "refused", problem: { reason: "blocked" } };
    expect(desk.store.get().outbox).toMatchObject([kept]);
  });
});

describe("typing", () => {
  it("is told at most every three seconds, per conversation", async () => {
    for (let tenths = 0; tenths < 65; tenths += 1) {
      desk.typed("c");
      office.clock.pass(100);
    }
    desk.typed("d");
    await settled();
    expect(calls("typing")).toEqual(["typing c", "typing c", "typing c", "typing d"]);
  });

  it("is not silenced by a clock that is put back, nor troubled by no answer", async () => {
    office.api.fail(lost());
    desk.typed("c");
    office.clock.time -= 3_600_000;
    desk.typed("c");
    await settled();
    expect(calls("typing")).toHaveLength(2);
  });
});

it("says words again without touching what is being written", async () => {
  desk.store.dispatch({ type: "draft/written", id: "c", kind: "answer", text: "half" });
  desk.sendAgain("c", "once more");
  await settled();
  expect(calls("say")).toEqual(["say key-1 once more"]);
  expect(desk.store.get().drafts.c?.answer).toBe("half");
});
