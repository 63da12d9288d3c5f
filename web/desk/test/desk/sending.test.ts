import { beforeEach, describe, expect, it } from "vitest";
import type { Desk } from "../../src/desk/desk";
import { lost, refused } from "../fakes/api";
import { log, mine } from "../fakes/data";
import { FakeOffice, settled } from "../fakes/desk";

let office: FakeOffice;
let desk: Desk;

beforeEach(async () => {
  office = new FakeOffice();
  office.api.logs.set("c", log(2));
  office.api.summaries.set("c", mine("c"));
  desk = await office.working();
  desk.select("c");
  await settled();
  office.api.calls.length = 0;
});

const phases = () => desk.store.get().outbox.map((item) => item.phase);
const sayings = () => office.api.calls.filter((call) => call.startsWith("say"));

describe("sending", () => {
  it("resends the same key after a lost answer, so that it is said once", async () => {
    office.api.fail(lost(), true);
    desk.write("c", "answer", "hello");
    await settled();
    expect(phases()).toEqual(["waiting"]);
    office.clock.pass(500);
    await settled();
    expect(sayings()).toEqual(["say key-1 hello", "say key-1 hello"]);
    expect(office.api.logs.get("c")).toHaveLength(3);
  });

  it("keeps the order while the first of two is held up", async () => {
    office.api.fail(lost());
    desk.write("c", "answer", "first");
    desk.write("c", "answer", "second");
    await settled();
    office.clock.pass(500);
    await settled();
    const texts = office.api.logs.get("c")?.slice(2);
    expect(texts).toMatchObject([{ text: "first" }, { text: "second" }]);
  });

  it("waits as long as the service asks", async () => {
    const busy = refused(429, "too_many_messages");
    office.api.fail(Object.assign(busy, { retryAfter: 7 }));
    desk.write("c", "answer", "hello");
    await settled();
    office.clock.pass(6_999);
    await settled();
    expect(sayings()).toHaveLength(1);
    office.clock.pass(1);
    await settled();
    expect(sayings()).toHaveLength(2);
  });

  it("keeps a refused text and goes on with the next", async () => {
    office.api.fail(refused(409, "not_yours"));
    desk.write("c", "answer", "too late");
    desk.write("c", "note", "a note");
    await settled();
    expect(phases()).toEqual(["refused", "sent"]);
    desk.putBack("key-1", "note");
    expect(desk.store.get().drafts.c?.note).toBe("too late");
  });

  it("lets go of a sent text once the transcript has it", async () => {
    desk.write("c", "answer", "hello");
    await settled();
    expect(phases()).toEqual(["sent"]);
    const event = office.api.logs.get("c")?.[2];
    office.server.newest.say({ type: "event", conversation_id: "c", event });
    expect(phases()).toEqual([]);
  });

  it("sends after a reload what could not be sent before, with the same key", async () => {
    office.api.fail(lost());
    desk.write("c", "answer", "hello");
    await settled();
    const reloaded = await office.working();
    expect(sayings()).toEqual(["say key-1 hello", "say key-1 hello"]);
    expect(reloaded.store.get().outbox).toMatchObject([{ phase: "sent" }]);
  });

  it("waits for the agent when the session ends, and then sends", async () => {
    office.api.fail(refused(401, "not_signed_in"));
    desk.write("c", "answer", "hello");
    await settled();
    expect(desk.store.get().session.phase).toBe("expired");
    await desk.signIn("mari", "secret");
    await settled();
    expect(office.api.logs.get("c")?.[2]).toMatchObject({ text: "hello" });
  });
});
