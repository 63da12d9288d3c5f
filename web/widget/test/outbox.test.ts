import { beforeEach, describe, expect, it } from "vitest";
import { Outbox } from "../src/core/outbox";
import { SessionStore } from "../src/core/session";
import { browserStorage, memoryStorage, type Storage } from "../src/core/storage";

let storage: Storage;
let keys = 0;
const outbox = (): Outbox => new Outbox(storage, "https://chat.example", () => `k${++keys}`);
const words = (box: Outbox): string[] => box.all.map((entry) => entry.text);

beforeEach(() => {
  storage = memoryStorage();
  keys = 0;
});

describe("the outbox", () => {
  it("survives the page, with the same keys and in order", () => {
    const before = outbox();
    before.add({ text: "one", payload: "" }, 5);
    before.add({ text: "two", payload: "/two" }, 5);
    before.add({ text: "three", payload: "" }, 4);
    const after = outbox();
    after.restore();
    expect(after.all.map(({ key, text, payload }) => [key, text, payload])).toEqual([
      ["k1", "one", ""],
      ["k2", "two", "/two"],
      ["k3", "three", ""],
    ]);
  });

  it("sends an acknowledged message never again, but shows it until its event comes", () => {
    const box = outbox();
    const { key } = box.add({ text: "one", payload: "" }, 1);
    box.accept(key);
    expect(box.next()).toBeNull();
    expect(words(box)).toEqual(["one"]);
    const reloaded = outbox();
    reloaded.restore();
    expect(words(reloaded)).toEqual([]);
  });

  it("passes a refused message by and keeps it", () => {
    const box = outbox();
    const first = box.add({ text: "one", payload: "" }, 1);
    box.add({ text: "two", payload: "" }, 2);
    box.reject(first.key, "text_too_long");
    expect(box.next()?.text).toBe("two");
    expect(words(box)).toEqual(["one", "two"]);
    box.retry(first.key);
    expect(box.next()?.key).toBe(first.key);
  });

  it("sends the titles of old buttons as text in a new conversation", () => {
    const box = outbox();
    box.add({ text: "Yes", payload: "/affirm" }, 1);
    box.readdress();
    expect(box.next()).toMatchObject({ text: "Yes", payload: "" });
  });

  it("ignores stored entries that are not its own", () => {
    storage.set("baton:https://chat.example:out:x", "{");
    storage.set("baton:https://chat.example:out:y", '{"text":7}');
    const box = outbox();
    box.restore();
    expect(box.all).toEqual([]);
  });
});

describe("the session", () => {
  it("of a service is not given to another", () => {
    new SessionStore(storage, "https://a.example").save({ conversationId: "c", token: "t" });
    expect(new SessionStore(storage, "https://b.example").load()).toBeNull();
  });

  it("that is broken counts as none", () => {
    const store = new SessionStore(storage, "x");
    for (const broken of [
      "{",
      "7",
      "null",
      '{"conversationId":"c"}',
      '{"conversationId":1,"token":"t"}',
    ]) {
      storage.set(store.sessionName, broken);
      expect(store.load()).toBeNull();
    }
  });

  it("is not forgotten when another tab has begun a new one", () => {
    const store = new SessionStore(storage, "x");
    const old = { conversationId: "old", token: "t" };
    store.save({ conversationId: "new", token: "t" });
    store.forget(old);
    expect(store.load()?.conversationId).toBe("new");
  });

  it("has a reading mark that only moves forward", () => {
    const store = new SessionStore(storage, "x");
    store.markSeen(7);
    store.markSeen(3);
    expect(store.seen()).toBe(7);
  });
});

describe("a browser's storage", () => {
  it("that is blocked is replaced by the page's memory", () => {
    const blocked = browserStorage(() => {
      throw new DOMException("denied", "SecurityError");
    });
    blocked.set("a", "1");
    expect(blocked.get("a")).toBe("1");
    expect(blocked.names("a")).toEqual(["a"]);
  });

  it("that is full keeps what it cannot store in the page's memory", () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error("quota");
      },
      removeItem: () => {},
    };
    const store = browserStorage(() => full as unknown as globalThis.Storage);
    store.set("a", "1");
    expect(store.get("a")).toBe("1");
    store.remove("a");
    expect(store.get("a")).toBeNull();
  });
});
