import { beforeEach, describe, expect, it } from "vitest";
import type { Frame } from "../../src/live/frames";
import { Link, type LinkPhase } from "../../src/live/link";
import { FakeClock } from "../fakes/clock";
import { FakeServer } from "../fakes/socket";

let clock: FakeClock;
let server: FakeServer;
let phases: LinkPhase[];
let frames: Frame[];
let doubts: number;
let link: Link;

beforeEach(() => {
  clock = new FakeClock();
  server = new FakeServer();
  phases = [];
  frames = [];
  doubts = 0;
  link = new Link(server.open, clock, {
    onPhase: (phase) => phases.push(phase),
    onFrame: (frame) => frames.push(frame),
    onDoubt: () => {
      doubts += 1;
    },
  });
});

describe("link", () => {
  it("connects once, however often it is started", () => {
    link.start();
    link.start();
    server.newest.accept();
    expect(server.sockets).toHaveLength(1);
    expect(phases).toEqual(["connecting", "open"]);
  });

  it("comes back after a break, later each time", () => {
    link.start();
    for (const wait of [250, 500, 1000, 2000]) {
      const before = server.sockets.length;
      server.newest.hangUp();
      clock.pass(wait - 1);
      expect(server.sockets).toHaveLength(before);
      clock.pass(1);
      expect(server.sockets).toHaveLength(before + 1);
    }
  });

  it("starts over with short waits once the server has spoken", () => {
    link.start();
    for (let turn = 0; turn < 5; turn += 1) {
      server.newest.hangUp();
      clock.pass(4_000);
    }
    server.newest.accept();
    server.newest.say({ type: "heartbeat" });
    server.newest.hangUp(1012);
    const before = server.sockets.length;
    clock.pass(250);
    expect(server.sockets).toHaveLength(before + 1);
  });

  it("does not hammer a server that accepts and hangs up at once", () => {
    link.start();
    for (let turn = 0; turn < 4; turn += 1) {
      server.newest.accept();
      server.newest.hangUp();
      clock.pass(250 * 2 ** turn);
    }
    expect(server.sockets).toHaveLength(5);
    server.newest.accept();
    server.newest.hangUp();
    clock.pass(2_000);
    expect(server.sockets).toHaveLength(5);
  });

  it("gives up on a silent connection after 40 seconds", () => {
    link.start();
    server.newest.accept();
    clock.pass(39_000);
    server.newest.say({ type: "heartbeat" });
    clock.pass(39_999);
    expect(phases.at(-1)).toBe("open");
    const first = server.newest;
    clock.pass(1);
    expect(phases.at(-1)).toBe("lost");
    expect(first.closed).toBe(true);
  });

  it("gives up on a connection that does not open within 10 seconds", () => {
    link.start();
    clock.pass(10_000);
    expect(phases.at(-1)).toBe("lost");
  });

  it("hears nothing of a connection it has given up", () => {
    link.start();
    const first = server.newest;
    first.accept();
    link.suspect();
    first.say({ type: "heartbeat" });
    expect(frames).toEqual([]);
  });

  it("does not wait when the network is back", () => {
    link.start();
    server.newest.hangUp();
    link.hurry();
    expect(server.sockets).toHaveLength(2);
    clock.pass(5_000);
    expect(server.sockets).toHaveLength(2);
  });

  it("does not trust a connection that was silent while the computer slept", () => {
    link.start();
    server.newest.accept();
    // Asleep: time goes by and no timer fires.
    clock.time += 60_000;
    link.hurry();
    expect(server.sockets).toHaveLength(2);
  });

  it("keeps a connection that has just been heard", () => {
    link.start();
    server.newest.accept();
    clock.pass(10_000);
    link.hurry();
    expect(server.sockets).toHaveLength(1);
  });

  it("stops and lets the desk ask when the session is unknown", () => {
    link.start();
    server.newest.accept();
    server.newest.hangUp(4401);
    clock.pass(60_000);
    expect(server.sockets).toHaveLength(1);
    expect(doubts).toBe(1);
  });

  it("passes over frames it does not know or cannot read", () => {
    link.start();
    server.newest.accept();
    server.newest.say({ type: "something new" });
    server.newest.onmessage?.({ data: "{half" });
    server.newest.say({ type: "heartbeat" });
    expect(frames).toEqual([{ type: "heartbeat" }]);
  });
});
