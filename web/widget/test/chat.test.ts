import { beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "../src/core/api";
import { Chat, type ChatPorts } from "../src/core/chat";
import { memoryStorage, type Storage } from "../src/core/storage";
import {
  control,
  FakeApi,
  FakeClock,
  FakeNetwork,
  networkError,
  parsed,
  said,
  settle,
} from "./fakes";

let api: FakeApi;
let clock: FakeClock;
let storage: Storage;
let network: FakeNetwork;
let keys = 0;
let exclusively: ChatPorts["exclusively"];

function newChat(): Chat {
  return new Chat({
    scope: "https://chat.example",
    storage,
    api,
    clock,
    random: () => 0,
    newKey: () => `k${++keys}`,
    exclusively,
    openSocket: network.open,
    browserOnline: () => true,
    language: () => "en",
    onChange: () => {},
  });
}

async function talking(): Promise<Chat> {
  const chat = newChat();
  chat.begin();
  await settle();
  network.newest.greet(said(1, "bot", "Hello"));
  return chat;
}

const shown = (chat: Chat): string[] => [
  ...chat.state.transcript.items.flatMap((i) => (i.kind === "message" ? [i.message.text] : [])),
  ...chat.state.pending.map((entry) => `(${entry.text})`),
];

beforeEach(() => {
  api = new FakeApi();
  clock = new FakeClock();
  storage = memoryStorage();
  network = new FakeNetwork();
  keys = 0;
  exclusively = (_name, task) => task();
});

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
    exclusively = (_name, task) => {
      last = last.then(task);
      return last;
    };
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
    expect(chat.state.position).toBe(3);
    network.newest.deliver(control(3, "agent", "Mari"));
    expect([chat.state.position, chat.state.transcript.agentName]).toEqual([0, "Mari"]);
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
