import type { Board } from "../../src/api/board";
import type { Api } from "../../src/api/client";
import { NetworkError, ServiceError } from "../../src/api/errors";
import type { DeskEvent } from "../../src/api/events";
import { officeCalls } from "../../src/api/office";
import type { Me, Presence, Rerouting, Sending, Summary } from "../../src/api/types";
import { agent, brief, mari, mine, said, summary } from "./data";

/** The desk API in memory. `fail` makes the next calls go wrong, before or after they happened. */
export class FakeApi implements Api {
  who: Me | null = mari;
  readonly logs = new Map<string, DeskEvent[]>();
  readonly summaries = new Map<string, Summary>();
  readonly keys = new Map<string, number>();
  readonly calls: string[] = [];
  /** What the desk is told about whether words arrive. */
  sending: Sending = { open: true };
  /** The conversation that is next for Mari, or null. */
  first: string | null = null;
  pageSize = 500;
  /** What the office's pages ask goes nowhere here. */
  readonly office = officeCalls(async () => ({}));
  private readonly failures: { error: Error; happened: boolean }[] = [];

  /** The next call fails with `error`; `happened` when the service did it all the same. */
  fail(error: Error, happened = false): void {
    this.failures.push({ error, happened });
  }

  async login(username: string): Promise<Me> {
    return this.answer(`login ${username}`, () => {
      this.who = mari;
      return mari;
    });
  }

  async logout(): Promise<void> {
    await this.answer("logout", () => {
      this.who = null;
    });
  }

  async me(): Promise<Me> {
    return this.answer("me", () => this.signedIn());
  }

  async rename(name: string): Promise<void> {
    await this.answer("rename", () => {
      this.who = { ...this.signedIn(), name };
    });
  }

  async setPresence(presence: Presence): Promise<void> {
    await this.answer(`presence ${presence}`, () => {
      this.who = { ...this.signedIn(), presence };
    });
  }

  agents = () => this.answer("agents", () => [agent("a2", "Jaan", { presence: "away" })]);
  teams = () => this.answer("teams", () => [{ id: "t1", name: "Cards", mode: "take" as const }]);

  dispositions = () => this.answer("dispositions", () => [{ id: "resolved", label: "Resolved" }]);

  conversation = (id: string, after: number) =>
    this.answer(`read ${id} after ${after}`, () => {
      const log = this.logs.get(id);
      if (!log) throw new ServiceError(404, "unknown_conversation", "");
      return {
        conversation: this.summaryOf(id),
        sending: this.sending,
        brief: brief(),
        events: log.slice(after, after + this.pageSize),
        last_seq: log.length,
      };
    });

  accept = (id: string) => this.answer(`accept ${id}`, () => this.become(mine(id)));
  transfer = (id: string, to: string) =>
    this.answer(`transfer ${id} ${to}`, () => this.become(summary(id)));
  decline = (id: string) => this.answer(`decline ${id}`, () => this.become(summary(id)));
  next = () => this.answer("next", () => (this.first ? this.become(mine(this.first)) : null));
  earlier = (id: string) => this.answer(`earlier ${id}`, () => []);
  suggestions = (id: string) => this.answer(`suggestions ${id}`, () => []);
  steps = (id: string) => this.answer(`steps ${id}`, () => []);
  canned = (id: string) => this.answer(`canned ${id}`, () => []);
  correct = (id: string, name: string, value: string) =>
    this.answer(`correct ${id} ${name} ${value}`, () => this.become(mine(id)));
  help = (id: string, to: string) => this.answer(`help ${id} ${to}`, () => this.become(mine(id)));
  endHelp = (id: string, who: string) =>
    this.answer(`end help ${id} ${who}`, () => this.become(mine(id)));
  assign = (id: string, to: string) =>
    this.answer(`assign ${id} ${to}`, () => this.become(mine(id)));
  route = (id: string, change: Rerouting) =>
    this.answer(`route ${id}`, () => this.become(summary(id, change)));
  board = () =>
    this.answer("board", (): Board => {
      throw new ServiceError(403, "not_allowed", "");
    });
  listed = (query: string) => this.answer(`listed ${query}`, () => []);
  calibration = (days: number) =>
    this.answer(`calibration ${days}`, () => ({
      days,
      goal: 0.8,
      whole: true,
      all: null,
      groups: [],
    }));
  returnToBot = (id: string) =>
    this.answer(`return ${id}`, () => this.become(summary(id, { control: "bot" })));
  close = (id: string) =>
    this.answer(`close ${id}`, () => this.become(summary(id, { control: "closed" })));

  say = (id: string, key: string, text: string) =>
    this.answer(`say ${key} ${text}`, () => this.append(id, key, said(0, "agent", text)));

  whisper = (id: string, key: string, text: string) =>
    this.answer(`whisper ${key} ${text}`, () =>
      this.append(id, key, { seq: 0, at: "", type: "note", author: "agent", text, whisper: true }),
    );

  typing = (id: string) => this.answer(`typing ${id}`, () => undefined);

  note = (id: string, key: string, text: string) =>
    this.answer(`note ${key} ${text}`, () =>
      this.append(id, key, { seq: 0, at: "", type: "note", author: "agent", text }),
    );

  private append(id: string, key: string, event: DeskEvent): number {
    const known = this.keys.get(key);
    if (known !== undefined) return known;
    const log = this.logs.get(id) ?? [];
    const seq = log.length + 1;
    this.logs.set(id, [...log, { ...event, seq }]);
    this.keys.set(key, seq);
    return seq;
  }

  private become(row: Summary): Summary {
    this.summaries.set(row.id, row);
    return this.summaryOf(row.id);
  }

  private summaryOf(id: string): Summary {
    const last_seq = this.logs.get(id)?.length ?? 0;
    return { ...(this.summaries.get(id) ?? summary(id)), last_seq };
  }

  private signedIn(): Me {
    if (this.who === null) throw new ServiceError(401, "not_signed_in", "");
    return this.who;
  }

  private async answer<Value>(call: string, work: () => Value): Promise<Value> {
    this.calls.push(call);
    const failure = this.failures.shift();
    await Promise.resolve();
    if (failure?.happened) work();
    if (failure) throw failure.error;
    return work();
  }
}

export const lost = () => new NetworkError("no answer");
export const refused = (status: number, code: string) => new ServiceError(status, code, code);
