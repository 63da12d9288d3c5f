import { describe, expect, it } from "vitest";
import type { Ask } from "../../src/api/ask";
import { ServiceError, serviceError } from "../../src/api/errors";
import { officeCalls } from "../../src/api/office";

/** The calls over a service that answers with `answer`, and what it was asked. */
function over(answer: unknown) {
  const asked: unknown[][] = [];
  const ask: Ask = async (...question) => {
    asked.push(question);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { office: officeCalls(ask), asked };
}

describe("saving a list", () => {
  it("gives what is kept with its version and its warnings", async () => {
    const kept = { rules: [], version: "v2", warnings: [] };
    const { office, asked } = over(kept);
    expect(await office.saveRules([], "v1")).toEqual({ list: [], version: "v2", warnings: [] });
    expect(asked).toEqual([["PUT", "/api/desk/rules", { rules: [], version: "v1" }]]);
  });

  it("gives what is wrong with it instead of an error", async () => {
    const flaw = { index: 0, name: "A", field: "team", problem: "There is no such team." };
    const refused = { error: { code: "invalid_office", message: "no", problems: [flaw] } };
    const { office } = over(serviceError(422, refused));
    expect(await office.saveTeams([], "v1")).toEqual({ refused: [flaw] });
  });

  it("passes on every other error", async () => {
    const outdated = new ServiceError(409, "outdated", "changed");
    await expect(over(outdated).office.saveRules([], "v1")).rejects.toBe(outdated);
  });
});

describe("the access log", () => {
  const nothing = { agent: "", conversation: "", act: "", from: "", to: "" };

  it("is asked only for what was chosen", async () => {
    const { office, asked } = over({ entries: [], more: false });
    await office.accessLog(nothing, null);
    await office.accessLog({ ...nothing, agent: "a&b", act: "open" }, 7);
    expect(asked.map(([, path]) => path)).toEqual([
      "/api/desk/access-log?",
      "/api/desk/access-log?agent=a%26b&act=open&before=7",
    ]);
  });
});

describe("ids in paths", () => {
  it("cannot lead anywhere else", async () => {
    const { office, asked } = over({});
    await office.disable("../me");
    await office.dropCanned("a/b");
    await office.changeFollowUp("c?d", { closed: true });
    expect(asked.map(([, path]) => path)).toEqual([
      "/api/desk/accounts/..%2Fme/disable",
      "/api/desk/canned/a%2Fb",
      "/api/desk/follow-ups/c%3Fd",
    ]);
  });
});
