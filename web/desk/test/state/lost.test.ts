import { describe, expect, it } from "vitest";
import type { Summary } from "../../src/api/types";
import { type DeskState, initialDesk } from "../../src/state/desk";
import { goneFrom } from "../../src/state/lost";
import { mari, mine, summary } from "../fakes/data";

const jaans = mine("c", { assignee: { id: "a2", name: "Jaan" } });

function desk(away: boolean, ...rows: Summary[]): DeskState {
  return {
    ...initialDesk,
    session: { phase: "signed_in", me: mari },
    floor: { known: true, rows: new Map(rows.map((row) => [row.id, row])), agents: [] },
    lost: { ids: ["c", "d"], away },
  };
}

describe("what went away from me", () => {
  it("is nothing as long as nothing did", () => {
    expect(goneFrom(initialDesk)).toBeNull();
  });

  it("counts what waits again, and what nobody here knows of after a sleep", () => {
    expect(goneFrom(desk(true, summary("c")))).toEqual({ count: 2, away: true, to: null });
    expect(goneFrom(desk(false, summary("c")))).toEqual({ count: 1, away: false, to: null });
  });

  it("names who was given it while I was looking", () => {
    expect(goneFrom(desk(false, jaans))?.to).toBe("Jaan");
    expect(goneFrom(desk(true, jaans))?.to).toBeNull();
  });

  it("is nothing when I have it again", () => {
    expect(goneFrom(desk(false, mine("c")))).toBeNull();
  });
});
