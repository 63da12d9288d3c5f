import { beforeEach, describe, expect, it } from "vitest";
import type { Desk } from "../../src/desk/desk";
import { lists } from "../../src/state/select";
import { refused } from "../fakes/api";
import { log, mine, summary } from "../fakes/data";
import { FakeOffice, settled } from "../fakes/desk";

let office: FakeOffice;
let desk: Desk;

beforeEach(async () => {
  office = new FakeOffice();
  office.api.logs.set("c", log(1));
  desk = await office.working();
  tell(summary("c"));
});

const tell = (...conversations: object[]) =>
  office.server.newest.say({ type: "floor", conversations, agents: [] });
const now = () => lists(desk.store.get());

describe("acts", () => {
  it("moves a taken conversation to mine without waiting for the websocket", async () => {
    expect(await desk.take("c")).toBeNull();
    expect(now().mine.map((row) => row.id)).toEqual(["c"]);
    expect(now().waiting).toEqual([]);
  });

  it("says who was faster and looks again at the conversation", async () => {
    const taken = Object.assign(refused(409, "already_taken"), {
      assignee: { id: "a2", name: "Jaan" },
    });
    office.api.fail(taken);
    await desk.take("c");
    await settled();
    expect(desk.store.get().failed?.problem).toMatchObject({ holder: "Jaan" });
    expect(office.api.calls).toContain("read c after 0");
  });

  it("forgets an older failure when taking works", async () => {
    office.api.fail(refused(409, "not_queued"));
    await desk.take("c");
    await desk.take("c");
    expect(desk.store.get().failed).toBeNull();
  });

  it("moves a closed conversation out of mine", async () => {
    await desk.take("c");
    expect(await desk.acts.close("c", "resolved", "")).toBeNull();
    expect(now().mine).toEqual([]);
  });

  it("takes the next one, or says that nobody waits", async () => {
    expect(await desk.takeNext()).toEqual({ id: null });
    office.api.first = "c";
    expect(await desk.takeNext()).toEqual({ id: "c" });
    expect(now().mine.map((row) => row.id)).toEqual(["c"]);
  });

  it("does not tell an agent of what the agent has just done", async () => {
    office.api.first = "n";
    await desk.takeNext();
    tell(summary("c"), mine("n"));
    await desk.take("c");
    await desk.acts.transfer("c", "queue", "");
    tell(summary("c"), mine("n"));
    expect(desk.store.get().notice).toBeNull();
    expect(desk.store.get().lost).toBeNull();
  });

  it("asks for the dispositions once", async () => {
    await desk.self.loadDispositions();
    await desk.self.loadDispositions();
    const asked = office.api.calls.filter((call) => call === "dispositions");
    expect(asked).toHaveLength(1);
  });
});
