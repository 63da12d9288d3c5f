import { beforeEach, describe, expect, it } from "vitest";
import type { Desk } from "../../src/desk/desk";
import { lost } from "../fakes/api";
import { log, mine, said, summary } from "../fakes/data";
import { FakeOffice, settled } from "../fakes/desk";

let office: FakeOffice;
let desk: Desk;

beforeEach(async () => {
  office = new FakeOffice();
  office.api.logs.set("c", log(3));
  office.api.summaries.set("c", mine("c"));
  desk = await office.working();
});

const seqs = () =>
  desk.store.get().conversations.c?.transcript.events.map((event) => event.seq) ?? [];
const watches = () => office.server.newest.sent;
const event = (seq: number) => ({ type: "event", conversation_id: "c", event: said(seq) });
const tell = (queued: object[], mineRows: object[]) =>
  office.server.newest.say({ type: "floor", conversations: [...queued, ...mineRows], agents: [] });

describe("following", () => {
  it("fetches what is mine and then watches it from its last seq", async () => {
    tell([], [mine("c")]);
    await settled();
    expect(seqs()).toEqual([1, 2, 3]);
    expect(watches()).toEqual([{ type: "watch", conversation_id: "c", after: 3 }]);
  });

  it("fetches page by page until nothing is missing", async () => {
    office.api.logs.set("c", log(1201));
    desk.select("c");
    await settled();
    expect(seqs()).toHaveLength(1201);
    expect(office.api.calls.filter((call) => call.startsWith("read"))).toEqual([
      "read c after 0",
      "read c after 500",
      "read c after 1000",
    ]);
  });

  it("starts over from its last seq each time the link opens", async () => {
    desk.select("c");
    await settled();
    office.server.newest.hangUp(1012);
    office.api.logs.set("c", log(5));
    office.clock.pass(1_000);
    office.server.newest.accept();
    await settled();
    expect(seqs()).toEqual([1, 2, 3, 4, 5]);
    expect(watches()).toEqual([{ type: "watch", conversation_id: "c", after: 5 }]);
  });

  it("fetches what is missing when events come with a gap", async () => {
    desk.select("c");
    await settled();
    office.api.logs.set("c", log(5));
    office.server.newest.say(event(5));
    expect(seqs()).toEqual([1, 2, 3]);
    await settled();
    expect(seqs()).toEqual([1, 2, 3, 4, 5]);
  });

  it("finds out by the heartbeat that it missed something", async () => {
    tell([], [mine("c", { last_seq: 3 })]);
    await settled();
    office.api.logs.set("c", log(4));
    tell([], [mine("c", { last_seq: 4 })]);
    office.server.newest.say({ type: "heartbeat" });
    await settled();
    expect(seqs()).toEqual([1, 2, 3, 4]);
  });

  it("stops watching what is neither mine nor on screen", async () => {
    desk.select("c");
    await settled();
    desk.select(null);
    expect(watches().at(-1)).toEqual({ type: "unwatch", conversation_id: "c" });
  });

  it("tries again at the next heartbeat when a conversation could not be fetched", async () => {
    office.api.fail(lost());
    desk.select("c");
    await settled();
    expect(desk.store.get().conversations.c?.loading).toBe("failed");
    office.server.newest.say({ type: "heartbeat" });
    await settled();
    expect(seqs()).toEqual([1, 2, 3]);
  });

  it("tells of new entries in the queue, but not of those that were there before", () => {
    tell([summary("q1")], []);
    expect(desk.store.get().notice).toBeNull();
    tell([summary("q1"), summary("q2")], []);
    expect(desk.store.get().notice).toMatchObject({ kind: "queued", conversationId: "q2" });
  });

  it("tells of what the citizen says in a conversation of mine that is not on screen", async () => {
    tell([], [mine("c")]);
    await settled();
    office.server.newest.say(event(4));
    expect(desk.store.get().notice).toMatchObject({ kind: "said", words: "message 4" });
  });

  it("tells nothing of a conversation that is on screen, unless the page is hidden", async () => {
    tell([], [mine("c")]);
    desk.select("c");
    await settled();
    office.server.newest.say(event(4));
    expect(desk.store.get().notice).toBeNull();
    office.visible = false;
    office.server.newest.say(event(5));
    expect(desk.store.get().notice).toMatchObject({ kind: "said", words: "message 5" });
  });

  it("tells what the citizen said while the link was broken", async () => {
    tell([], [mine("c")]);
    await settled();
    office.server.newest.hangUp();
    office.api.logs.set("c", log(5));
    office.clock.pass(1_000);
    office.server.newest.accept();
    await settled();
    expect(desk.store.get().notice).toMatchObject({ words: "message 5", count: 2 });
  });
});
