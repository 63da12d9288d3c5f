import { beforeEach, describe, expect, it } from "vitest";
import type { Desk } from "../../src/desk/desk";
import { goneFrom } from "../../src/state/lost";
import { log, mari, mine, said, summary } from "../fakes/data";
import { FakeOffice, settled } from "../fakes/desk";

let office: FakeOffice;
let desk: Desk;

const me = { id: mari.id, name: mari.name };
const tell = (...conversations: object[]) =>
  office.server.newest.say({ type: "floor", conversations, agents: [] });
const change = (...put: object[]) => office.server.newest.say({ type: "changed", put, gone: [] });
const reconnect = async () => {
  office.clock.pass(1_000);
  office.server.newest.accept();
  await settled();
};

beforeEach(async () => {
  office = new FakeOffice();
  office.api.logs.set("m", log(1));
  office.api.summaries.set("m", mine("m"));
  desk = await office.working();
  tell(mine("m"));
  await settled();
});

describe("new work", () => {
  it("rings and, in the background, shows a notification that holds nothing of the citizen", () => {
    office.visible = false;
    desk.self.choose({ popups: true });
    change(summary("o", { offered_to: me, need: "my secret" }));
    expect(office.alarm.rings).toBe(1);
    expect(office.alarm.popups.map((one) => one.words)).toEqual([
      "A conversation is offered to you",
    ]);
    office.clock.pass(5_000);
    office.server.newest.say({ type: "event", conversation_id: "m", event: said(2) });
    expect(office.alarm.popups[1]?.words).toBe("A new message in one of your conversations");
    expect(JSON.stringify(office.alarm.popups)).not.toContain("secret");
    expect(JSON.stringify(office.alarm.popups)).not.toContain("message 2");
  });

  it("opens the conversation when a notification is pressed", () => {
    office.visible = false;
    desk.self.choose({ popups: true });
    change(summary("o", { offered_to: me }));
    office.alarm.popups[0]?.open();
    expect(desk.store.get().selected).toBe("o");
  });

  it("shows no notification while the desk is on screen", () => {
    desk.self.choose({ popups: true });
    change(summary("o", { offered_to: me }));
    expect(office.alarm.popups).toEqual([]);
    expect(office.alarm.rings).toBe(1);
  });

  it("is silent where sound is switched off, and that is remembered", () => {
    desk.self.choose({ sound: false });
    change(summary("q"));
    expect(office.alarm.rings).toBe(0);
    expect(office.desk().store.get().settings.sound).toBe(false);
  });

  it("rings once for what comes at once", () => {
    change(summary("q1"));
    change(summary("q2"));
    expect(office.alarm.rings).toBe(1);
    office.clock.pass(2_000);
    change(summary("q3"));
    expect(office.alarm.rings).toBe(2);
  });

  it("tells of a whisper only to who holds the conversation", () => {
    const whisper = { ...said(2, "agent", "psst"), type: "note", whisper: true };
    const by = (id: string) => ({ ...whisper, agent: { id, name: id } });
    office.server.newest.say({ type: "event", conversation_id: "m", event: by("a2") });
    expect(desk.store.get().notice).toMatchObject({ kind: "whisper", words: "psst" });
  });
});

describe("what went back to the queue", () => {
  it("while the computer slept is told when it comes back", async () => {
    office.server.newest.hangUp();
    await reconnect();
    tell(summary("m"));
    expect(goneFrom(desk.store.get())).toEqual({ count: 1, away: true, to: null });
  });

  it("is told after a reload, too", async () => {
    desk = office.desk();
    await desk.start();
    office.server.newest.accept();
    tell(summary("m"));
    expect(goneFrom(desk.store.get())).toEqual({ count: 1, away: true, to: null });
  });

  it("because the agent did not answer is told at once", () => {
    change(summary("m", { last_seq: 2 }));
    expect(goneFrom(desk.store.get())).toEqual({ count: 1, away: false, to: null });
  });

  it("or was given to somebody by a supervisor is told with the name", async () => {
    const jaans = mine("m", { last_seq: 1, assignee: { id: "a2", name: "Jaan" } });
    office.api.summaries.set("m", jaans);
    office.server.newest.say({ type: "changed", put: [], gone: ["m"] });
    expect(goneFrom(desk.store.get())).toBeNull();
    await settled();
    expect(goneFrom(desk.store.get())).toEqual({ count: 1, away: false, to: "Jaan" });
  });

  it("is nothing where I ended it at another desk of mine", async () => {
    office.api.summaries.set("m", summary("m", { control: "closed" }));
    office.server.newest.say({ type: "changed", put: [], gone: ["m"] });
    await settled();
    expect(goneFrom(desk.store.get())).toBeNull();
    expect(office.alarm.rings).toBe(0);
  });

  it("and was taken by a colleague while the computer slept went back to the queue, too", async () => {
    office.server.newest.hangUp();
    await reconnect();
    tell();
    expect(goneFrom(desk.store.get())).toEqual({ count: 1, away: true, to: null });
  });

  it("at the end of the shift is no loss", async () => {
    await desk.endShift();
    change(summary("m", { last_seq: 2 }));
    expect(goneFrom(desk.store.get())).toBeNull();
    expect(office.api.calls).toContain("presence offline");
  });

  it("does not come with a floor that has everything where it was", async () => {
    office.server.newest.hangUp();
    await reconnect();
    tell(mine("m"));
    expect(goneFrom(desk.store.get())).toBeNull();
    expect(desk.store.get().notice).toBeNull();
  });
});

describe("around a conversation", () => {
  it("shows who writes until the words are there", () => {
    office.server.newest.say({ type: "typing", conversation_id: "m", author: "citizen" });
    expect(desk.store.get().around.writing.m?.author).toBe("citizen");
    office.server.newest.say({ type: "event", conversation_id: "m", event: said(2) });
    expect(desk.store.get().around.writing.m).toBeUndefined();
  });

  it("forgets who looks when the link breaks", () => {
    const agents = [{ id: "a2", name: "Jaan" }];
    office.server.newest.say({ type: "looking", conversation_id: "m", agents });
    expect(desk.store.get().around.looking.m).toEqual(agents);
    office.server.newest.hangUp();
    expect(desk.store.get().around.looking.m).toBeUndefined();
  });
});

it("answers each ping, for that keeps the agent's conversations", () => {
  office.server.newest.say({ type: "ping" });
  expect(office.server.newest.sent.at(-1)).toEqual({ type: "pong" });
});
