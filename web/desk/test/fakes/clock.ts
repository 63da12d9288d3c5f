import type { Clock } from "../../src/live/clock";

interface Timer {
  at: number;
  task: () => void;
}

/** A clock that moves only when told. */
export class FakeClock implements Clock {
  time = Date.UTC(2031, 2, 3, 9, 0, 0);
  chance = 0;
  private timers: Timer[] = [];

  now(): number {
    return this.time;
  }

  random(): number {
    return this.chance;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.time + ms, task };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  }

  /** Moves on by `ms` and runs what is due, in order of time. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      this.time = due.at;
      due.task();
    }
    this.time = end;
  }
}
