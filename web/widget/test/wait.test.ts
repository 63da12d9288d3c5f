import { beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "../src/core/api";
import { parseFrame } from "../src/core/protocol";
import { rangeOf } from "../src/core/range";
import { openingOf } from "../src/core/time";
import { stringsOf } from "../src/strings";
import { control, networkError, said, settle } from "./fakes";
import { api, clock, network, newChat, reset, shown, talking } from "./stage";

beforeEach(reset);

const queue = (more: object = {}) => ({ type: "queue", position: 3, ...more });

describe("the place in line", () => {
  it("comes with a range, or without one, and with when people are back", () => {
    const frame = (more: object) => parseFrame(JSON.stringify(queue(more)));
    const wait = { low_s: 300, high_s: 600 };
    expect(frame({ wait, opens_at: null })).toEqual({
      kind: "queue",
      queue: { position: 3, wait: { lowS: 300, highS: 600 }, opensAt: "" },
    });
    const opens_at = "2026-11-23T14:00:00Z";
    expect(frame({ wait: null, opens_at })).toEqual({
      kind: "queue",
      queue: { position: 3, wait: null, opensAt: opens_at },
    });
  });

  it("keeps no range that makes no sense", () => {
    for (const wait of [5, {}, { low_s: "1", high_s: 2 }, { low_s: 9, high_s: 3 }]) {
      const frame = parseFrame(JSON.stringify(queue({ wait })));
      expect(frame).toMatchObject({ queue: { wait: null } });
    }
  });

  it("out of office hours is known from the log, also without a websocket", async () => {
    const chat = await talking();
    const opens_at = "2026-11-23T14:00:00Z";
    network.newest.deliver({ ...control(2, "queued"), reason: "asked", opens_at });
    expect(chat.state.transcript.opensAt).toBe(opens_at);
    network.newest.deliver(control(3, "agent", "Mari"));
    expect(chat.state.transcript.opensAt).toBe("");
  });
});

describe("a wait in words", () => {
  it.each([
    [0, 45, "It should take less than a minute."],
    [0, 240, "It should take less than 4 minutes."],
    [300, 600, "It should take about 5 to 10 minutes."],
    [360, 360, "It should take about 6 minutes."],
    [2400, 5400, "It should take about 40 to 90 minutes."],
    [3600, 7200, "It should take about 1 to 2 hours."],
    [5400, 9000, "It should take about 1½ to 2½ hours."],
  ])("from %i to %i seconds: %s", (lowS, highS, sentence) => {
    expect(stringsOf("en").range(rangeOf({ lowS, highS }))).toBe(sentence);
  });

  it("in Spanish has its own words", () => {
    const es = stringsOf("es");
    expect(es.range(rangeOf({ lowS: 5400, highS: 9000 }))).toBe(
      "Debería tardar entre 1½ y 2½ horas.",
    );
    expect(es.range(null)).toBe("Todavía no podemos decir cuánto tardará.");
  });

  it("says the day only when it is another one, and the date when it is far", () => {
    const now = new Date(2026, 10, 20, 7, 30);
    const at = (day: number, hour = 8) => new Date(2026, 10, day, hour).toISOString();
    const back = (iso: string, language: "en" | "es" = "en") =>
      stringsOf(language)
        .backAt(openingOf(iso, now, language))
        .split(".")[0];
    expect(back(at(20))).toMatch(/^People are back at 8:00\sAM$/);
    expect(back(at(23))).toMatch(/^People are back on Monday at 8:00\sAM$/);
    expect(back(at(30))).toMatch(/^People are back on Monday, November 30 at 8:00\sAM$/);
    expect(back(at(23, 13), "es")).toBe("Las personas vuelven el lunes a las 13:00");
    expect(back(at(20, 1), "es")).toBe("Las personas vuelven a la 1:00");
    expect(openingOf("soon", now, "en")).toBeNull();
    expect(stringsOf("en").backAt(null)).toContain("People are not in now");
  });

  it.each(["agent_lost", "no_answer", "signed_out", "shift_ended", "account_disabled", "transfer"])(
    "names who had it and says that the place is kept: %s",
    (reason) => {
      for (const language of ["en", "es"] as const) {
        const line = stringsOf(language).waitsAgain(reason, "Mari");
        expect(line).toContain("Mari");
        expect(line).toMatch(/place in line is kept|conserva su lugar/);
        expect(stringsOf(language).waitsAgain(reason, "")).not.toMatch(/undefined|null/);
      }
    },
  );

  it("that nobody explained is plain waiting", () => {
    expect(stringsOf("en").waitsAgain("asked", "")).toBe(stringsOf("en").queued);
  });
});

describe("who does not want to wait", () => {
  it("says so once, with nothing to be read in the conversation", async () => {
    const chat = await talking();
    network.newest.deliver({ ...control(2, "queued"), reason: "asked" });
    chat.leaveQueue();
    chat.leaveQueue();
    expect(chat.state.leaving).toBe(true);
    expect(shown(chat)).toEqual(["Hello"]);
    await settle();
    expect(api.sent.map((letter) => letter.payload)).toEqual(["baton:leave_queue"]);
    expect(chat.state.leaving).toBe(false);
  });

  it("is heard as soon as the network is back", async () => {
    api.failSend = [networkError()];
    const chat = await talking();
    network.newest.deliver(control(2, "queued"));
    chat.leaveQueue();
    await settle();
    expect(chat.state.leaving).toBe(true);
    await clock.advance(5_000);
    expect(api.sent).toHaveLength(2);
    expect(chat.state.leaving).toBe(false);
  });

  it("and is too late, has a person: nothing is wrong", async () => {
    api.failSend = [new ApiError("unknown_payload", 422)];
    const chat = await talking();
    network.newest.deliver(control(2, "queued"));
    chat.leaveQueue();
    await settle();
    expect(chat.state.leaving).toBe(false);
    expect(shown(chat)).toEqual(["Hello"]);
  });
});

describe("typing", () => {
  it("is told to an agent who is there, and not more often than every three seconds", async () => {
    const chat = await talking();
    const hints = () => network.newest.sent.filter((f) => (f as { type?: string }).type);
    chat.typed();
    expect(hints()).toEqual([]);
    network.newest.deliver(control(2, "agent", "Mari"));
    for (let key = 0; key < 20; key += 1) {
      chat.typed();
      await clock.advance(500);
    }
    expect(hints()).toEqual(Array(4).fill({ type: "typing" }));
    network.newest.deliver(control(3, "bot"));
    await clock.advance(3_000);
    chat.typed();
    expect(hints()).toHaveLength(4);
  });

  it("is told to nobody while there is no link", async () => {
    const chat = await talking();
    network.newest.deliver(control(2, "agent", "Mari"));
    const socket = network.newest;
    socket.drop();
    chat.typed();
    expect(socket.sent.filter((f) => (f as { type?: string }).type)).toEqual([]);
  });
});

describe("another device", () => {
  const elsewhere = { conversationId: "c-other", token: "t-other" };

  it("goes on where the first one was, and creates nothing", async () => {
    const chat = newChat();
    chat.adopt(elsewhere);
    await settle();
    network.newest.greet(said(1, "bot", "Hello"), said(2, "citizen", "about my card"));
    expect(network.newest.sent[0]).toMatchObject({ token: "t-other" });
    expect(shown(chat)).toEqual(["Hello", "about my card"]);
    expect(api.created).toBe(0);
    expect(newChat().resume()).toBe(true);
  });

  it("sends nothing that was written into the conversation it had before", async () => {
    api.failSend = [networkError()];
    const chat = await talking();
    chat.say("for the old one");
    await settle();
    chat.adopt(elsewhere);
    network.newest.greet();
    await clock.advance(60_000);
    expect(api.sent.filter((letter) => letter.conversationId === "c-other")).toEqual([]);
    expect(chat.state.pending).toEqual([]);
  });
});

describe("forgetting", () => {
  it("leaves nothing of the conversation in this browser", async () => {
    const chat = await talking();
    const other = newChat();
    other.resume();
    chat.say("something");
    chat.forget();
    expect(shown(chat)).toEqual([]);
    expect(chat.state.phase).toBe("idle");
    expect(newChat().resume()).toBe(false);
    expect(chat.key).toBeNull();
    other.storageChanged("baton:https://chat.example:session", null);
    expect(other.state.phase).toBe("idle");
    expect(shown(other)).toEqual([]);
  });

  it("is no hindrance to a new conversation", async () => {
    const chat = await talking();
    chat.forget();
    chat.begin();
    await settle();
    expect(api.created).toBe(2);
    expect(chat.key?.conversationId).toBe("c2");
  });
});
