import { beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "../src/core/api";
import { backoff } from "../src/core/backoff";
import {
  Connection,
  type Link,
  POLL_MS,
  SILENCE_MS,
  SOCKET_AGAIN_MS,
} from "../src/core/connection";
import type { Frame } from "../src/core/protocol";
import { FakeApi, FakeClock, FakeNetwork, networkError, parsed, said } from "./fakes";

let api: FakeApi;
let clock: FakeClock;
let network: FakeNetwork;
let links: Link[];
let frames: Frame[];
let gone: number;
let forbidden: number;
let lastSeq: number;
let connection: Connection;

const link = (): Link | undefined => links[links.length - 1];

beforeEach(() => {
  api = new FakeApi();
  clock = new FakeClock();
  network = new FakeNetwork();
  [links, frames, gone, forbidden, lastSeq] = [[], [], 0, 0, 0];
  connection = new Connection({
    api,
    clock,
    random: () => 0,
    openSocket: network.open,
    browserOnline: () => network.online,
    lastSeq: () => lastSeq,
    onFrame: (frame) => {
      if (frame.kind === "event") lastSeq = Math.max(lastSeq, frame.event.seq);
      frames.push(frame);
    },
    onLink: (next) => links.push(next),
    onGone: () => {
      gone += 1;
    },
    onForbidden: () => {
      forbidden += 1;
    },
  });
  connection.start({ conversationId: "c1", token: "t1" });
});

describe("following", () => {
  it("says who we are and where we stand in the first frame", () => {
    network.newest.greet();
    expect(network.newest.sent).toEqual([{ token: "t1", after: 0 }]);
  });

  it("is connecting until the backlog is there, then online", () => {
    network.newest.onopen?.();
    network.newest.deliver(said(1, "bot", "hi"));
    expect(link()).toBe("connecting");
    network.newest.deliver({ type: "ready", last_seq: 1 });
    expect(link()).toBe("online");
  });

  it("resumes after the last seq when the link breaks", async () => {
    network.newest.greet(said(1, "bot", "a"), said(2, "bot", "b"));
    network.newest.drop();
    expect(link()).toBe("connecting");
    await clock.advance(600);
    network.newest.onopen?.();
    expect(network.sockets).toHaveLength(2);
    expect(network.newest.sent).toEqual([{ token: "t1", after: 2 }]);
  });

  it("takes 40 seconds without a frame for a dead link", async () => {
    network.newest.greet();
    await clock.advance(SILENCE_MS - 1);
    network.newest.deliver({ type: "heartbeat" });
    await clock.advance(SILENCE_MS - 1);
    expect(network.sockets).toHaveLength(1);
    await clock.advance(1);
    expect(network.sockets).toHaveLength(2);
    expect(network.sockets[0]?.closed).toBe(true);
  });

  it("hears nothing more from a socket it has given up", async () => {
    network.newest.greet();
    await clock.advance(SILENCE_MS);
    network.sockets[0]?.deliver(said(1, "bot", "late"));
    expect(frames.filter((frame) => frame.kind === "event")).toEqual([]);
  });

  it("waits longer after each failure and says offline from the third on", async () => {
    const pauses: number[] = [];
    const told: (Link | undefined)[] = [];
    for (let failure = 0; failure < 4; failure += 1) {
      network.newest.deliver({ type: "heartbeat" });
      network.newest.drop();
      told.push(link());
      const before = [network.sockets.length, clock.now()] as const;
      while (network.sockets.length === before[0]) await clock.advance(100);
      pauses.push(clock.now() - before[1]);
    }
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000]);
    expect(told).toEqual(["connecting", "connecting", "offline", "offline"]);
  });

  it("doubles its pauses from one second to fifteen, half of each at random", () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((n) => backoff(n, 0))).toEqual([
      500, 1_000, 2_000, 4_000, 7_500, 7_500, 7_500,
    ]);
    expect(backoff(6, 0.999)).toBeGreaterThan(14_900);
  });
});

describe("waking", () => {
  it("ends a pause at once", async () => {
    network.newest.greet();
    network.newest.drop();
    connection.wake();
    expect(network.sockets).toHaveLength(2);
  });

  it("renews a link that was silent while the machine slept", () => {
    network.newest.greet();
    clock.sleep(SILENCE_MS + 1);
    connection.wake();
    expect(network.sockets).toHaveLength(2);
  });

  it("leaves a healthy link alone", async () => {
    network.newest.greet();
    await clock.advance(10_000);
    connection.wake();
    expect(network.sockets).toHaveLength(1);
  });

  it("does not start what was stopped", () => {
    connection.stop();
    connection.wake();
    connection.networkLost();
    expect(network.sockets).toHaveLength(1);
  });
});

describe("a lost network", () => {
  it("is said at once and mended when it is back", () => {
    network.newest.greet();
    network.online = false;
    connection.networkLost();
    expect(link()).toBe("offline");
    network.online = true;
    connection.wake();
    network.newest.greet();
    expect(link()).toBe("online");
  });
});

describe("where websockets are blocked", () => {
  const block = async (): Promise<void> => {
    network.newest.drop();
    await clock.advance(600);
    network.newest.drop();
    await clock.advance(0);
  };

  it("plain requests bring the events", async () => {
    api.log = parsed(said(1, "bot", "a"));
    await block();
    expect(link()).toBe("online");
    api.log = parsed(said(1, "bot", "a"), said(2, "bot", "b"));
    await clock.advance(POLL_MS);
    expect(api.asked).toEqual([0, 1]);
    expect(lastSeq).toBe(2);
  });

  it("a websocket is tried again, without saying so", async () => {
    await block();
    const said = links.length;
    await clock.advance(SOCKET_AGAIN_MS + POLL_MS);
    expect(network.sockets).toHaveLength(3);
    expect(links.slice(said).every((each) => each === "online")).toBe(true);
    network.newest.greet();
    const asked = api.asked.length;
    await clock.advance(POLL_MS * 3);
    expect(api.asked).toHaveLength(asked);
  });

  it("a page of the host that forbids websockets does not break the widget", async () => {
    const refusing = new Connection({
      api,
      clock,
      random: () => 0,
      openSocket: () => {
        throw new DOMException("blocked by policy", "SecurityError");
      },
      browserOnline: () => true,
      lastSeq: () => 0,
      onFrame: () => {},
      onLink: (next) => links.push(next),
      onGone: () => {},
      onForbidden: () => {},
    });
    refusing.start({ conversationId: "c1", token: "t1" });
    await clock.advance(600);
    expect(link()).toBe("online");
  });

  it("requests that fail too mean that we are not connected", async () => {
    api.failEvents = [networkError()];
    await block();
    expect(link()).not.toBe("online");
  });

  it("a service that does not serve this website ends it", async () => {
    api.failEvents = [new ApiError("wrong_origin", 403)];
    await block();
    expect(forbidden).toBe(1);
    await clock.advance(600_000);
    expect(network.sockets).toHaveLength(2);
  });
});

describe("the service's last word", () => {
  it.each([4401, 4404])("%i means that the conversation is gone", async (code) => {
    network.newest.onopen?.();
    network.newest.drop(code);
    expect(gone).toBe(1);
    await clock.advance(600_000);
    expect(network.sockets).toHaveLength(1);
  });

  it("4403 means that this website is not served", () => {
    network.newest.drop(4403);
    expect(forbidden).toBe(1);
  });

  it.each([1000, 1012, 1013, 4400])("%i means try again", async (code) => {
    network.newest.deliver({ type: "heartbeat" });
    network.newest.drop(code);
    await clock.advance(1_000);
    expect(network.sockets).toHaveLength(2);
  });
});
