import type { Api } from "../api/client";
import { isSignedOut } from "../api/errors";
import type { Presence } from "../api/types";
import { type Problem, problemOf } from "../state/problem";
import { readSettings, type Settings } from "../state/settings";
import type { DeskStore, Ports } from "./ports";

/** Where the settings of this browser are kept. */
const PLACE = "baton.desk.settings";

/** What a question was answered with. */
export type Answered<Value> = { readonly value: Value } | { readonly problem: Problem };

/** What agents do to themselves and to their desk, and the questions pages ask. */
export class Self {
  /** Teams that were asked for, so that one that is gone is not asked for again and again. */
  private readonly met = new Set<string>();

  constructor(
    private readonly store: DeskStore,
    private readonly ports: Ports,
    private readonly onExpired: () => void,
  ) {
    const settings = readSettings(ports.preferences.get(PLACE));
    store.dispatch({ type: "settings/changed", settings });
  }

  /** Remembered in this browser. */
  choose(settings: Partial<Settings>): void {
    this.store.dispatch({ type: "settings/changed", settings });
    this.ports.preferences.set(PLACE, JSON.stringify(this.store.get().settings));
  }

  /** Plays the sound of new work once, to hear what it is like. */
  tryAlarm(): void {
    this.ports.alarm.ring();
  }

  /** Shown at once, and set back if the service does not take it. */
  async setPresence(presence: Presence): Promise<Problem | null> {
    const before = this.store.get().session.me?.presence;
    this.store.dispatch({ type: "session/presence", presence });
    const answer = await this.ask((api) => api.setPresence(presence));
    if (!("problem" in answer)) return null;
    if (before) this.store.dispatch({ type: "session/presence", presence: before });
    return answer.problem;
  }

  async rename(name: string): Promise<Problem | null> {
    const answer = await this.ask(async (api) => {
      await api.rename(name);
      this.store.dispatch({ type: "session/signedIn", me: await api.me() });
    });
    return "problem" in answer ? answer.problem : null;
  }

  /** Fetches the list of dispositions once; without it the ids themselves are shown. */
  async loadDispositions(): Promise<void> {
    if (this.store.get().dispositions.length > 0) return;
    const answer = await this.ask((api) => api.dispositions());
    if ("value" in answer) {
      this.store.dispatch({ type: "dispositions", dispositions: answer.value });
    }
  }

  /** Fetches the names of the teams; without them the ids are shown. */
  async loadTeams(): Promise<void> {
    const answer = await this.ask((api) => api.teams());
    if ("value" in answer) this.store.dispatch({ type: "teams", teams: answer.value });
  }

  /** A team that was made since the names were fetched: fetches them again, once for each. */
  meetTeams(): void {
    const { floor, teams } = this.store.get();
    const known = new Set(teams.map((team) => team.id));
    const news = [...floor.rows.values()].flatMap(({ team }) =>
      team === null || known.has(team) || this.met.has(team) ? [] : [team],
    );
    for (const team of news) this.met.add(team);
    if (news.length > 0) void this.loadTeams();
  }

  /** Asks the service something; a session that has ended leads to the sign-in. */
  async ask<Value>(question: (api: Api) => Promise<Value>): Promise<Answered<Value>> {
    try {
      return { value: await question(this.ports.api) };
    } catch (error) {
      if (isSignedOut(error)) this.onExpired();
      return { problem: problemOf(error) };
    }
  }
}
