import type { Ask } from "./ask";
import { ServiceError } from "./errors";
import type { AgentRef, Presence, Role, Team } from "./types";

/** An account as admins see it. Without languages or teams an agent serves all of them. */
export interface Account {
  id: string;
  username: string;
  name: string;
  role: Role;
  presence: Presence;
  languages: readonly string[];
  capacity: number;
  /** Ids. */
  teams: readonly string[];
  disabled: boolean;
  seen_at: string | null;
}

/** What an admin says of an account. */
export interface AccountFields {
  name: string;
  role: Role;
  languages: readonly string[];
  capacity: number;
  teams: readonly string[];
}

/** A team to be kept; without an id it is new. */
export type TeamDraft = Omit<Team, "id"> & { id?: string };

/** What gives a waiting conversation its team and priority. An empty condition is met by all. */
export interface Rule {
  id?: string;
  name: string;
  /** A team's id; null leaves the team to other rules. */
  team: string | null;
  priority: number;
  topics: readonly string[];
  languages: readonly string[];
  channels: readonly string[];
  reasons: readonly string[];
}

/** Why something cannot be kept, or may be a mistake. */
export interface Flaw {
  /** Its place in the list that was sent, from 0. */
  index: number;
  name: string;
  /** Empty: the whole of it. */
  field: string;
  problem: string;
}

/** A list with the version it has; saving replaces exactly that version. */
export interface Versioned<Thing> {
  list: readonly Thing[];
  version: string;
}

/** What became of a list that was sent to be kept. */
export type Saved<Thing> =
  | (Versioned<Thing> & { warnings: readonly Flaw[] })
  | { refused: readonly Flaw[] };

/** A conversation that could be. */
export interface Trial {
  topic: string | null;
  language: string;
  channel: string;
  reason: string;
}

/** What the rules make of it: the rule that gave the team, and all that fit. */
export interface TrialOutcome {
  team: Team | null;
  priority: number;
  rule: string | null;
  fitting: readonly string[];
}

/** A canned response as it is kept, with its variables. */
export interface Canned {
  id: string;
  shortcut: string;
  title: string;
  language: string;
  text: string;
  /** A team's id, or null. */
  team: string | null;
  personal: boolean;
  editable: boolean;
  updated_at: string;
}

/** What is kept of one. */
export type CannedFields = Omit<Canned, "id" | "editable" | "updated_at">;

/** One reading or act. */
export interface AccessEntry {
  id: number;
  at: string;
  agent: AgentRef;
  act: string;
  conversation_id: string | null;
  detail: string | null;
}

/** What is looked for in the access log; empty stands for any. */
export interface AccessSearch {
  agent: string;
  conversation: string;
  act: string;
  /** RFC 3339. */
  from: string;
  to: string;
}

/** Entries, newest first; `more` when older ones follow. */
export interface AccessPage {
  entries: readonly AccessEntry[];
  more: boolean;
}

/** Which follow-ups are wanted. */
export type FollowUpState = "open" | "overdue" | "closed";

/** What is owed for a conversation that was hard for the citizen. */
export interface FollowUp {
  conversation_id: string;
  score: number;
  opened_at: string;
  due_at: string;
  overdue: boolean;
  owner: AgentRef | null;
  outcome: string | null;
  note: string | null;
  closed_at: string | null;
}

/** What changes of one; what is left out stays, an empty owner or note goes. */
export interface FollowUpChange {
  owner_id?: string;
  outcome?: string;
  note?: string;
  closed?: boolean;
}

/** The calls of the office's pages. */
export type OfficeApi = ReturnType<typeof officeCalls>;

/** Accounts, teams, rules, canned responses, the access log and follow-ups over one way to ask. */
export function officeCalls(ask: Ask) {
  return { ...accountCalls(ask), ...editingCalls(ask), ...cannedCalls(ask), ...recordCalls(ask) };
}

function accountCalls(ask: Ask) {
  const one = (id: string) => `/api/desk/accounts/${encodeURIComponent(id)}`;
  return {
    accounts: async () =>
      ((await ask("GET", "/api/desk/accounts")) as { accounts: Account[] }).accounts,
    /** Answers the password that the service made, told this once. */
    addAccount: async (username: string, fields: AccountFields) =>
      ((await ask("POST", "/api/desk/accounts", { username, ...fields })) as { password: string })
        .password,
    changeAccount: async (id: string, fields: Partial<AccountFields>) => {
      await ask("PATCH", one(id), fields);
    },
    /** Ends its sessions; answers the new password, told this once. */
    renewPassword: async (id: string) =>
      ((await ask("PUT", `${one(id)}/password`, {})) as { password: string }).password,
    disable: async (id: string) => {
      await ask("POST", `${one(id)}/disable`);
    },
    enable: async (id: string) => {
      await ask("POST", `${one(id)}/enable`);
    },
    changeOwnPassword: async (old: string, next: string) => {
      await ask("PUT", "/api/me/password", { old, new: next });
    },
  };
}

function editingCalls(ask: Ask) {
  return {
    teamList: async (): Promise<Versioned<Team>> => {
      const answer = (await ask("GET", "/api/desk/teams")) as { teams: Team[]; version: string };
      return { list: answer.teams, version: answer.version };
    },
    saveTeams: async (teams: readonly TeamDraft[], version: string): Promise<Saved<Team>> =>
      saved(async () => {
        const answer = await ask("PUT", "/api/desk/teams", { teams, version });
        const kept = answer as { teams: Team[]; version: string };
        return { list: kept.teams, version: kept.version, warnings: [] };
      }),
    rules: async (): Promise<Versioned<Rule>> => {
      const answer = (await ask("GET", "/api/desk/rules")) as { rules: Rule[]; version: string };
      return { list: answer.rules, version: answer.version };
    },
    saveRules: async (rules: readonly Rule[], version: string): Promise<Saved<Rule>> =>
      saved(async () => {
        const answer = await ask("PUT", "/api/desk/rules", { rules, version });
        const kept = answer as { rules: Rule[]; version: string; warnings: Flaw[] };
        return { list: kept.rules, version: kept.version, warnings: kept.warnings };
      }),
    tryRules: async (trial: Trial, rules: readonly Rule[]): Promise<TrialOutcome> =>
      (await ask("POST", "/api/desk/rules/try", { ...trial, rules })) as TrialOutcome,
  };
}

function cannedCalls(ask: Ask) {
  const one = (id: string) => `/api/desk/canned/${encodeURIComponent(id)}`;
  return {
    cannedList: async () => ((await ask("GET", "/api/desk/canned")) as { canned: Canned[] }).canned,
    addCanned: async (fields: CannedFields) => {
      await ask("POST", "/api/desk/canned", fields);
    },
    changeCanned: async (id: string, fields: CannedFields) => {
      await ask("PUT", one(id), fields);
    },
    dropCanned: async (id: string) => {
      await ask("DELETE", one(id));
    },
  };
}

function recordCalls(ask: Ask) {
  return {
    /** `before`: the id of the last entry that is here already. */
    accessLog: async (search: AccessSearch, before: number | null) => {
      const given = Object.entries(search).filter(([, value]) => value !== "");
      const query = new URLSearchParams(given);
      if (before !== null) query.set("before", String(before));
      return (await ask("GET", `/api/desk/access-log?${query}`)) as AccessPage;
    },
    followUps: async (state: FollowUpState) =>
      ((await ask("GET", `/api/desk/follow-ups?state=${state}`)) as { follow_ups: FollowUp[] })
        .follow_ups,
    changeFollowUp: async (id: string, change: FollowUpChange) => {
      await ask("PATCH", `/api/desk/follow-ups/${encodeURIComponent(id)}`, change);
    },
  };
}

/** Saves a list; what is wrong with it comes back as flaws instead of an error. */
async function saved<Thing>(save: () => Promise<Saved<Thing>>): Promise<Saved<Thing>> {
  try {
    return await save();
  } catch (error) {
    if (error instanceof ServiceError && error.problems.length > 0) {
      return { refused: error.problems as Flaw[] };
    }
    throw error;
  }
}
