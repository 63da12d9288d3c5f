import { describe, expect, it } from "vitest";
import type { Summary } from "../../src/api/types";
import { type DeskAction, type DeskState, initialDesk, reduceDesk } from "../../src/state/desk";
import { followed, isMine, pageShown, waitingWork } from "../../src/state/select";
import { agent, log, mari, mine, summary } from "../fakes/data";

const page = {
  conversation: mine("m"),
  brief: {} as never,
  events: log(2),
  last_seq: 2,
};

function after(...actions: DeskAction[]): DeskState {
  return actions.reduce(reduceDesk, initialDesk);
}

const signedIn: DeskAction = { type: "session/signedIn", me: mari };
const tell = (...conversations: Summary[]): DeskAction => ({
  type: "floor/told",
  conversations,
  agents: [],
});
const told = tell(summary("q"), mine("m"));
const notice = { kind: "queued", conversationId: "q", words: "", count: 1, at: 0 } as const;

describe("desk", () => {
  it("follows my conversations and the one on screen, each once", () => {
    expect(followed(after(signedIn, told, { type: "selected", id: "q" }))).toEqual(["q", "m"]);
    expect(followed(after(signedIn, told, { type: "selected", id: "m" }))).toEqual(["m"]);
  });

  it("follows no more than the service allows, the one on screen among them", () => {
    const many = Array.from({ length: 80 }, (_, index) => mine(`m${index}`));
    const state = after(signedIn, tell(...many), { type: "selected", id: "m79" });
    expect(followed(state)).toHaveLength(50);
    expect(followed(state)).toContain("m79");
  });

  it("counts the queue and my unread conversations as waiting work", () => {
    const read = { type: "seen/looked", id: "m", seq: 2 } as const;
    const opened = { type: "conversation/page", id: "m", page } as const;
    expect(waitingWork(after(signedIn, told, opened))).toBe(2);
    expect(waitingWork(after(signedIn, told, opened, read))).toBe(1);
  });

  it("follows what I read along in", () => {
    const helping = summary("h", {
      control: "agent",
      assignee: { id: "a2", name: "Jaan" },
      helpers: [{ id: mari.id, name: mari.name }],
    });
    expect(followed(after(signedIn, tell(helping)))).toEqual(["h"]);
  });

  it("does not count what waits for others as my work", () => {
    const spanish = summary("s", { language: "es" });
    const agents = [agent(mari.id, "Mari", { languages: ["en"] })];
    const state = after(signedIn, { type: "floor/told", conversations: [spanish], agents });
    expect(waitingWork(state)).toBe(0);
  });

  it("keeps what I held before the floor is known again", () => {
    const state = after(signedIn, { type: "held/restored", held: ["m"] });
    expect(reduceDesk(state, { type: "floor/agents", agents: [] }).held).toEqual(["m"]);
    expect(reduceDesk(state, tell()).held).toEqual([]);
  });

  it("begins with the texts for an editor, who takes no conversations", () => {
    const editor: DeskAction = { type: "session/signedIn", me: { ...mari, role: "editor" } };
    expect(pageShown(after(editor))).toBe("office/canned");
    expect(pageShown(after(editor, { type: "page", page: "office/teams" }))).toBe("office/teams");
    expect(pageShown(after(signedIn))).toBeNull();
  });

  it("forgets the last agent's work but not the place", () => {
    const state = after(
      signedIn,
      told,
      { type: "selected", id: "q" },
      { type: "draft/written", id: "q", kind: "note", text: "secret" },
      { type: "forgotten" },
    );
    expect(state.drafts).toEqual({});
    expect(state.floor.rows.size).toBe(0);
    expect(state.selected).toBe("q");
  });

  it("takes a notice back when somebody else took what it tells of", () => {
    const state = after(signedIn, told, { type: "notice", notice });
    expect(state.notice).not.toBeNull();
    expect(reduceDesk(state, tell()).notice).toBeNull();
  });

  it("keeps what failed in the conversation it is about and nowhere else", () => {
    const failed = {
      conversationId: "q",
      problem: { code: "already_taken", sentence: "", holder: "Jaan", retryAfter: null },
    };
    const state = after(signedIn, { type: "act/failed", failed }, { type: "selected", id: "q" });
    expect(state.failed).toEqual(failed);
    expect(reduceDesk(state, { type: "selected", id: "m" }).failed).toBeNull();
  });

  it("knows mine by the assignee, not by the name", () => {
    const state = after(signedIn);
    expect(isMine(state, mine("m"))).toBe(true);
    expect(isMine(state, mine("m", { assignee: { id: "a2", name: mari.name } }))).toBe(false);
    expect(isMine(state, mine("m", { control: "closed" }))).toBe(false);
  });

  it("remembers who it was when a session ends", () => {
    const state = after(signedIn, { type: "session/expired" });
    expect(state.session).toEqual({ phase: "expired", me: mari });
  });
});
