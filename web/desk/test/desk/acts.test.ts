import { beforeEach, describe, expect, it } from "vitest";
import type { Desk } from "../../src/desk/desk";
import { refused } from "../fakes/api";
import { log, summary } from "../fakes/data";
import { FakeOffice, settled } from "../fakes/desk";

let office: FakeOffice;
let desk: Desk;

beforeEach(async () => {
  office = new FakeOffice();
  office.api.logs.set("c", log(1));
  desk = await office.working();
  office.server.newest.say({ type: "queue", queued: [summary("c")], mine: [] });
});

describe("acts", () => {
  it("moves a taken conversation to mine without waiting for the websocket", async () => {
    expect(await desk.take("c")).toBeNull();
    expect(desk.store.get().lists.mine.map((row) => row.id)).toEqual(["c"]);
    expect(desk.store.get().lists.queued).toEqual([]);
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
    expect(desk.store.get().lists.mine).toEqual([]);
  });

  it("asks for the dispositions once", async () => {
    await desk.acts.loadDispositions();
    await desk.acts.loadDispositions();
    const asked = office.api.calls.filter((call) => call === "dispositions");
    expect(asked).toHaveLength(1);
  });
});
