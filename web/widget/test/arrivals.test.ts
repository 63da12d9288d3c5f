import { beforeEach, describe, expect, it } from "vitest";
import { control, parsed, said, settle } from "./fakes";
import { api, clock, network, newChat, reset, shown, talking } from "./stage";

beforeEach(reset);

describe("what arrives", () => {
  it("is fetched by a plain request when something is missing before it", async () => {
    const chat = await talking();
    api.log = parsed(said(1, "bot", "Hello"), said(2, "bot", "two"), said(3, "bot", "three"));
    network.newest.deliver(said(3, "bot", "three"));
    await settle();
    expect(api.asked).toEqual([1]);
    expect(shown(chat)).toEqual(["Hello", "two", "three"]);
  });

  it("as a backlog is shown in one piece", async () => {
    await talking();
    const chat = newChat();
    chat.resume();
    network.newest.onopen?.();
    network.newest.deliver(said(1, "bot", "Hello"), said(2, "bot", "two"));
    expect(shown(chat)).toEqual([]);
    network.newest.deliver({ type: "ready", last_seq: 2 });
    expect(shown(chat)).toEqual(["Hello", "two"]);
  });

  it("in part before the link breaks is not asked for again", async () => {
    await talking();
    const chat = newChat();
    chat.resume();
    network.newest.onopen?.();
    network.newest.deliver(said(1, "bot", "Hello"), said(2, "bot", "two"));
    network.newest.drop();
    await clock.advance(1_000);
    network.newest.onopen?.();
    expect(network.newest.sent).toEqual([{ token: "t1", after: 2 }]);
    network.newest.deliver(said(3, "bot", "three"), { type: "ready", last_seq: 3 });
    expect(shown(chat)).toEqual(["Hello", "two", "three"]);
  });

  it("ends the typing of who said it", async () => {
    const chat = await talking();
    network.newest.deliver({ type: "typing", author: "bot", on: true });
    expect(chat.state.typing).toBe("bot");
    network.newest.deliver(said(2, "bot", "there"));
    expect(chat.state.typing).toBeNull();
  });

  it.each([
    [{ type: "typing", author: "agent", on: false }, null],
    [{ type: "typing", author: "bot", on: false }, "agent"],
    [said(3, "bot", "late"), "agent"],
    [said(3, "agent", "there", { name: "Mari" }), null],
    [control(3, "bot"), null],
  ] as [object, string | null][])(
    "as %o while an agent writes leaves %s writing",
    async (frame, who) => {
      const chat = await talking();
      network.newest.deliver(control(2, "agent", "Mari"));
      network.newest.deliver({ type: "typing", author: "agent", on: true });
      network.newest.deliver(frame);
      expect(chat.state.typing).toBe(who);
    },
  );

  it("as typing is not believed for ever", async () => {
    const chat = await talking();
    network.newest.deliver({ type: "typing", author: "bot", on: true });
    for (let second = 0; second < 60; second += 10) {
      await clock.advance(10_000);
      network.newest.deliver({ type: "heartbeat" });
    }
    expect(chat.state.typing).toBeNull();
  });

  it("as a place in the queue holds until somebody takes over", async () => {
    const chat = await talking();
    network.newest.deliver(control(2, "queued"), { type: "queue", position: 3 });
    expect(chat.state.queue).toEqual({ position: 3, wait: null, opensAt: "" });
    network.newest.deliver(control(3, "agent", "Mari"));
    expect([chat.state.queue, chat.state.transcript.agentName]).toEqual([null, "Mari"]);
  });

  it("is unread until it was before the citizen's eyes, in every tab", async () => {
    const chat = await talking();
    expect(chat.state.unread).toBe(1);
    chat.read();
    expect(chat.state.unread).toBe(0);
    network.newest.deliver(said(2, "bot", "more"));
    expect(chat.state.unread).toBe(1);
  });
});
