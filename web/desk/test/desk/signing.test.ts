import { beforeEach, describe, expect, it } from "vitest";
import { lost, refused } from "../fakes/api";
import { mari } from "../fakes/data";
import { FakeOffice, settled } from "../fakes/desk";

let office: FakeOffice;

beforeEach(() => {
  office = new FakeOffice();
});

const phaseOf = (desk: ReturnType<FakeOffice["desk"]>) => desk.store.get().session.phase;

describe("signing in and out", () => {
  it("asks for the sign-in when nobody is signed in", async () => {
    office.api.who = null;
    const desk = office.desk();
    await desk.start();
    expect(phaseOf(desk)).toBe("signed_out");
    expect(office.server.sockets).toHaveLength(0);
  });

  it("keeps trying while the service does not answer", async () => {
    office.api.fail(lost());
    const desk = office.desk();
    await desk.start();
    expect(phaseOf(desk)).toBe("unreachable");
    office.clock.pass(500);
    await settled();
    expect(phaseOf(desk)).toBe("signed_in");
  });

  it("makes available who signs in, and leaves alone who comes back by reload", async () => {
    office.api.who = null;
    const desk = office.desk();
    await desk.start();
    office.api.login = async () => ({ ...mari, presence: "offline" });
    office.api.who = { ...mari, presence: "offline" };
    await desk.signIn("mari", "secret");
    expect(desk.store.get().session.me?.presence).toBe("available");
    office.api.who = { ...mari, presence: "away" };
    const reloaded = await office.working();
    expect(reloaded.store.get().session.me?.presence).toBe("away");
  });

  it("says what is wrong with a sign-in", async () => {
    const desk = office.desk();
    office.api.fail(refused(401, "wrong_login"));
    expect(await desk.signIn("mari", "x")).toMatchObject({ code: "wrong_login" });
  });

  it("leaves nothing on the computer after signing out", async () => {
    const desk = await office.working();
    desk.store.dispatch({ type: "draft/written", id: "c", kind: "note", text: "private" });
    expect(office.shelf.items.size).toBeGreaterThan(0);
    expect(await desk.signOut()).toBeNull();
    expect(office.shelf.items.size).toBe(0);
    expect(office.api.calls).toContain("presence offline");
    expect(phaseOf(desk)).toBe("signed_out");
  });

  it("says so when signing out did not reach the service", async () => {
    const desk = await office.working();
    office.api.fail(lost());
    expect(await desk.signOut()).toMatchObject({ code: "network" });
    expect(phaseOf(desk)).toBe("signed_in");
  });

  it("keeps everything of the agent whose session ended, and shows it to nobody else", async () => {
    const desk = await office.working();
    desk.store.dispatch({ type: "draft/written", id: "c", kind: "note", text: "Mari's" });
    office.api.who = null;
    office.server.newest.hangUp(4401);
    await settled();
    expect(phaseOf(desk)).toBe("expired");
    office.api.login = async () => ({ ...mari, id: "a2", name: "Jaan" });
    await desk.signIn("jaan", "secret");
    expect(desk.store.get().drafts).toEqual({});
    office.api.login = async () => mari;
    await desk.signIn("mari", "secret");
    expect(desk.store.get().drafts.c?.note).toBe("Mari's");
  });

  it("starts afresh when another tab has signed in as somebody else", async () => {
    const desk = await office.working();
    desk.store.dispatch({ type: "draft/written", id: "c", kind: "note", text: "Mari's" });
    office.api.who = { ...mari, id: "a2", name: "Jaan" };
    desk.awake();
    await settled();
    expect(desk.store.get().session.me?.name).toBe("Jaan");
    expect(desk.store.get().drafts).toEqual({});
  });

  it("sets presence back when the service does not take it", async () => {
    const desk = await office.working();
    office.api.fail(lost());
    expect(await desk.self.setPresence("away")).toMatchObject({ code: "network" });
    expect(desk.store.get().session.me?.presence).toBe("available");
  });

  it("reads what is kept but broken as nothing", async () => {
    office.shelf.set("baton.desk.a1.drafts", "{half");
    const desk = await office.working();
    expect(desk.store.get().drafts).toEqual({});
  });
});
