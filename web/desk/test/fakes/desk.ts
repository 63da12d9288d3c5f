import { Desk } from "../../src/desk/desk";
import type { Alarm, Shelf } from "../../src/desk/ports";
import { FakeApi } from "./api";
import { FakeClock } from "./clock";
import { FakeServer } from "./socket";

/** A shelf that outlives a desk, as sessionStorage outlives a reload. */
export class FakeShelf implements Shelf {
  readonly items = new Map<string, string>();
  get = (name: string) => this.items.get(name) ?? null;
  set = (name: string, value: string) => void this.items.set(name, value);
  remove = (name: string) => void this.items.delete(name);
}

/** An alarm that notes what it did. */
export class FakeAlarm implements Alarm {
  rings = 0;
  readonly popups: { words: string; open: () => void }[] = [];
  ring = () => {
    this.rings += 1;
  };
  popup = (words: string, open: () => void) => void this.popups.push({ words, open });
}

/** A world around desks: they come and go, service, clock and shelf stay. */
export class FakeOffice {
  readonly api = new FakeApi();
  readonly clock = new FakeClock();
  readonly server = new FakeServer();
  readonly shelf = new FakeShelf();
  readonly preferences = new FakeShelf();
  readonly alarm = new FakeAlarm();
  visible = true;
  private keys = 0;

  /** A page that has just been loaded. */
  desk(): Desk {
    return new Desk({
      api: this.api,
      openSocket: this.server.open,
      clock: this.clock,
      shelf: this.shelf,
      preferences: this.preferences,
      alarm: this.alarm,
      newKey: () => `key-${++this.keys}`,
      isVisible: () => this.visible,
    });
  }

  /** A desk with Mari signed in and the websocket open. */
  async working(): Promise<Desk> {
    const desk = this.desk();
    await desk.start();
    this.server.newest.accept();
    await settled();
    return desk;
  }
}

/** Waits until everything that was asked of the fakes has been answered. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}
