import { describe, expect, it } from "vitest";
import type { Agent, Summary } from "../../src/api/types";
import { misfit } from "../../src/state/fit";
import type { Floor } from "../../src/state/floor";
import { lostOf, newsOf } from "../../src/state/news";
import { agent, mari, mine, summary } from "../fakes/data";

const jaan = { id: "a2", name: "Jaan" };
const me = { id: mari.id, name: mari.name };
const nothingDone = { me: mari.id, isMyDoing: () => false };

function floorOf(rows: Summary[], agents: Agent[] = [agent(mari.id, "Mari")]): Floor {
  return { known: true, rows: new Map(rows.map((row) => [row.id, row])), agents };
}

const news = (before: Summary[], now: Summary[], moving = nothingDone) =>
  newsOf(floorOf(before), floorOf(now), moving).map(({ kind, row, count }) => [
    kind,
    row.id,
    count,
  ]);

describe("news", () => {
  it("tells of an offer first, then of the queue", () => {
    const offer = summary("o", { offered_to: me });
    expect(news([], [summary("q"), offer])).toEqual([
      ["offered", "o", 1],
      ["queued", "q", 1],
    ]);
  });

  it("is not told of a row that goes from my offers back to the queue", () => {
    expect(news([summary("o", { offered_to: me })], [summary("o", { offered_to: jaan })])).toEqual(
      [],
    );
  });

  it("tells of what I was given, but not of what I took", () => {
    expect(news([summary("a")], [mine("a")])).toEqual([["given", "a", 1]]);
    const done = { me: mari.id, isMyDoing: () => true };
    expect(news([summary("a")], [mine("a")], done)).toEqual([]);
  });

  it("reminds once of a citizen who waits for my words", () => {
    expect(news([mine("a")], [mine("a", { late: true })])).toEqual([["late", "a", 1]]);
    expect(news([mine("a", { late: true })], [mine("a", { late: true })])).toEqual([]);
  });

  it("tells who is called in", () => {
    const helped = summary("h", { control: "agent", assignee: jaan, helpers: [me] });
    expect(news([], [helped])).toEqual([["help", "h", 1]]);
  });

  it("keeps quiet about what is not my kind of work", () => {
    const mariIn = agent(mari.id, "Mari", { languages: ["en"], teams: ["cards"] });
    const rows = [summary("es", { language: "es" }), summary("t", { team: "snap" })];
    const now = floorOf(rows, [mariIn]);
    expect(newsOf(floorOf([], [mariIn]), now, nothingDone)).toEqual([]);
  });
});

describe("what was lost", () => {
  it("is what I held and do not hold now", () => {
    const now = floorOf([summary("back"), mine("kept"), mine("jaans", { assignee: jaan })]);
    expect(lostOf(["back", "kept", "jaans"], now, nothingDone)).toEqual(["back", "jaans"]);
  });

  it("is not what I gave away", () => {
    const now = floorOf([summary("given")]);
    const done = { me: mari.id, isMyDoing: (id: string) => id === "given" };
    expect(lostOf(["given"], now, done)).toEqual([]);
  });
});

describe("who fits", () => {
  it("serves every team and language, who has none", () => {
    expect(misfit(agent("a", "A"), summary("c", { team: "t", language: "es" }))).toBeNull();
  });

  it("is decided by team and by language without its region", () => {
    const one = agent("a", "A", { teams: ["t"], languages: ["es"] });
    expect(misfit(one, summary("c", { team: "t", language: "es-MX" }))).toBeNull();
    expect(misfit(one, summary("c", { team: "u", language: "es" }))).toBe("team");
    expect(misfit(one, summary("c", { team: "t", language: "en" }))).toBe("language");
    expect(misfit(one, summary("c", { team: null, language: "es" }))).toBeNull();
  });
});
