import { beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "../src/core/api";
import { networkError, said, settle } from "./fakes";
import { api, clock, network, newChat, reset, shown, storage, takeTurns, talking } from "./stage";

beforeEach(reset);

describe("a conversation", () => {
  it("is not created by a page that is only looked at", async () => {
    expect(newChat().resume()).toBe(false);
    await settle();
    expect(api.created).toBe(0);
  });

  it("is created once, however often one opens", async () => {
    const chat = newChat();
    chat.begin();
    chat.begin();
    await settle();
    chat.begin();
    await settle();
    expect(api.created).toBe(1);
  });

  it("is created by the first of two tabs that open together, and joined by the second", async () => {
    let last: Promise<void> = Promise.resolve();
    // One after the other, as the browser's locks do it.
    takeTurns((_name, task) => {
      last = last.then(task);
      return last;
    });
    const tabs = [newChat(), newChat()];
    for (const tab of tabs) tab.begin();
    await settle();
    expect(api.created).toBe(1);
    expect(network.sockets).toHaveLength(2);
  });

  it("is taken up by the next page", async () => {
    await talking();
    expect(newChat().resume()).toBe(true);
    expect(api.created).toBe(1);
  });

  it("is created as soon as the service can be reached", async () => {
    api.failCreate = [networkError(), networkError()];
    const chat = newChat();
    chat.begin();
    await settle();
    expect(chat.state.problem?.code).toBe("network");
    await clock.advance(5_000);
    expect(api.created).toBe(1);
    expect(chat.state.problem).toBeNull();
  });

  it("is not asked for again before the service wants it", async () => {
    api.failCreate = [new ApiError("too_many_conversations", 429, 30_000)];
    const chat = newChat();
    chat.begin();
    await settle();
    expect(chat.state.problem).toEqual({ code: "too_many_conversations", waitSeconds: 30 });
    await clock.advance(29_000);
    expect(api.created).toBe(0);
    await clock.advance(1_000);
    expect(api.created).toBe(1);
  });

  it("of one tab is the conversation of all tabs", async () => {
    const second = newChat();
    const first = await talking();
    second.storageChanged("baton:https://chat.example:session", "changed");
    expect(network.sockets).toHaveLength(2);
    network.newest.greet(said(1, "bot", "Hello"));
    expect(shown(second)).toEqual(shown(first));
    expect(api.created).toBe(1);
  });
});

describe("a message", () => {
  it("is shown from the first moment and exactly once, whatever comes first", async () => {
    const chat = await talking();
    chat.say("one");
    expect(shown(chat)).toEqual(["Hello", "(one)"]);
    network.newest.deliver(said(2, "citizen", "one", { key: "k1" }));
    expect(shown(chat)).toEqual(["Hello", "one"]);
    await settle();
    expect(shown(chat)).toEqual(["Hello", "one"]);
  });

  it("whose answer was lost is sent again with the same key", async () => {
    const chat = await talking();
    api.failSend = [networkError()];
    chat.say("one");
    await clock.advance(1_000);
    expect(api.sent.map((sent) => sent.key)).toEqual(["k1", "k1"]);
  });

  it("does not overtake an older one", async () => {
    const chat = await talking();
    api.failSend = [networkError(), networkError()];
    chat.say("one");
    chat.say("two");
    await clock.advance(10_000);
    expect(api.sent.map((sent) => sent.text)).toEqual(["one", "one", "one", "two"]);
    expect(shown(chat)).toEqual(["Hello", "(one)", "(two)"]);
  });

  it("written before a reload is sent after it, with its key", async () => {
    const chat = await talking();
    api.failSend = [networkError()];
    chat.say("one");
    await settle();
    chat.stop();
    const next = newChat();
    next.resume();
    await settle();
    expect(api.sent.map((sent) => sent.key)).toEqual(["k1", "k1"]);
    expect(shown(next)).toEqual(["(one)"]);
  });

  it("written before there is a conversation waits for one", async () => {
    api.failCreate = [networkError()];
    const chat = newChat();
    chat.say("one");
    await clock.advance(1_000);
    expect(api.sent).toMatchObject([{ conversationId: "c1", text: "one" }]);
  });

  it("that comes too fast waits as long as the service says, and new ones wait behind it", async () => {
    const chat = await talking();
    api.failSend = [new ApiError("too_many_messages", 429, 20_000)];
    chat.say("one");
    await settle();
    expect(chat.state.pending[0]?.trouble).toEqual({ code: "too_many_messages", waitSeconds: 20 });
    chat.say("two");
    chat.wake();
    await clock.advance(19_000);
    expect(api.sent).toHaveLength(1);
    await clock.advance(1_000);
    expect(api.sent.map((sent) => sent.text)).toEqual(["one", "one", "two"]);
  });

  it("is sent at once when the citizen insists", async () => {
    const chat = await talking();
    api.failSend = [new ApiError("too_many_messages", 429, 20_000)];
    chat.say("one");
    await settle();
    chat.retry("k1");
    await settle();
    expect(api.sent).toHaveLength(2);
  });

  it("that is refused stays, lets others pass, and can be taken back to be edited", async () => {
    const chat = await talking();
    api.failSend = [new ApiError("text_too_long", 422)];
    chat.say("long");
    chat.say("short");
    await settle();
    expect(chat.state.pending.map((entry) => entry.delivery)).toEqual(["rejected", "sent"]);
    expect(chat.takeBack("k1")).toBe("long");
    expect(shown(chat)).toEqual(["Hello", "(short)"]);
  });

  it("of a button goes as payload and shows its title", async () => {
    const chat = await talking();
    chat.press({ title: "Yes", payload: "/affirm" });
    await settle();
    expect(api.sent).toMatchObject([{ text: "Yes", payload: "/affirm" }]);
    expect(shown(chat)).toEqual(["Hello", "(Yes)"]);
  });

  it("left behind by a tab that was closed is sent by one that is still open", async () => {
    const closing = await talking();
    const staying = newChat();
    staying.resume();
    const stayingSocket = network.newest;
    stayingSocket.greet(said(1, "bot", "Hello"));
    api.failSend = [networkError()];
    closing.say("one");
    await settle();
    closing.stop();
    stayingSocket.drop();
    await clock.advance(1_000);
    network.newest.onopen?.();
    network.newest.deliver({ type: "ready", last_seq: 1 });
    await settle();
    expect(api.sent.map((sent) => sent.key)).toEqual(["k1", "k1"]);
  });

  it("that is already in the log is not taken over from another tab", async () => {
    const chat = await talking();
    network.newest.deliver(said(2, "citizen", "one", { key: "k9" }));
    storage.set("baton:https://chat.example:out:k9", '{"text":"one","at":1}');
    network.newest.drop();
    await clock.advance(1_000);
    network.newest.onopen?.();
    network.newest.deliver({ type: "ready", last_seq: 2 });
    await settle();
    expect(shown(chat)).toEqual(["Hello", "one"]);
    expect(api.sent).toEqual([]);
  });

  it("acknowledged in one tab is not sent by another", async () => {
    const chat = await talking();
    api.failSend = [networkError()];
    chat.say("one");
    await settle();
    chat.storageChanged("baton:https://chat.example:out:k1", null);
    await clock.advance(60_000);
    expect(api.sent).toHaveLength(1);
  });
});

it("a message that gets through ends the pause of a lost link", async () => {
  const chat = await talking();
  network.newest.drop();
  chat.say("one");
  await settle();
  expect(network.sockets).toHaveLength(2);
});

describe("a conversation that the service has deleted", () => {
  it.each([
    ["by the websocket", async () => network.newest.drop(4404)],
    ["by a refused message", async () => settle()],
  ])("is told %s and replaced, and nothing written is lost", async (_how, end) => {
    const chat = await talking();
    api.failSend = [new ApiError("unknown_conversation", 404)];
    chat.press({ title: "Yes", payload: "/affirm" });
    await end();
    await settle();
    expect(chat.state.replaced).toBe(true);
    expect(api.created).toBe(2);
    await clock.advance(0);
    expect(api.sent[api.sent.length - 1]).toMatchObject({
      conversationId: "c2",
      text: "Yes",
      payload: "",
    });
  });

  it("again and again does not make the widget create in a loop", async () => {
    await talking();
    for (let round = 0; round < 5; round += 1) {
      network.newest.drop(4404);
      await settle();
      network.newest.onopen?.();
    }
    expect(api.created).toBe(2);
    await clock.advance(10_000);
    expect(api.created).toBe(3);
  });
});
