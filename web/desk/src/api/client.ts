import { type Ask, createAsk, type Fetch } from "./ask";
import { type Board, boardCalls, type WaitReport } from "./board";
import { conversationCalls } from "./conversations";
import { floorCalls } from "./floor";
import { type OfficeApi, officeCalls } from "./office";
import type {
  Agent,
  CannedResponse,
  ConversationPage,
  Disposition,
  Earlier,
  Me,
  Presence,
  Rerouting,
  Step,
  Suggestion,
  Summary,
  Team,
} from "./types";

/** Where a transfer goes: back to the queue, to an agent's id, or to "team:<id>". */
export type TransferTarget = "queue" | (string & {});

/** What the desk asks of the service. Every method throws ServiceError or NetworkError. */
export interface Api {
  login(username: string, password: string): Promise<Me>;
  logout(): Promise<void>;
  me(): Promise<Me>;
  rename(name: string): Promise<void>;
  setPresence(presence: Presence): Promise<void>;
  agents(): Promise<Agent[]>;
  teams(): Promise<Team[]>;
  dispositions(): Promise<Disposition[]>;
  conversation(id: string, after: number): Promise<ConversationPage>;
  /** What this citizen wanted before. */
  earlier(id: string): Promise<Earlier[]>;
  suggestions(id: string): Promise<Suggestion[]>;
  /** Where the bot can go on with this conversation. */
  steps(id: string): Promise<Step[]>;
  canned(id: string): Promise<CannedResponse[]>;
  accept(id: string): Promise<Summary>;
  decline(id: string): Promise<Summary>;
  /** Takes the next one that fits me; null when there is none. */
  next(): Promise<Summary | null>;
  /** Durable once it resolves; the same key again appends nothing and answers the same seq. */
  say(id: string, key: string, text: string): Promise<number>;
  note(id: string, key: string, text: string): Promise<number>;
  /** A note to the agent who holds the conversation. */
  whisper(id: string, key: string, text: string): Promise<number>;
  /** Shows the citizen for a few seconds that the agent writes. */
  typing(id: string): Promise<void>;
  correct(id: string, name: string, value: string): Promise<Summary>;
  /** Calls a colleague in. */
  help(id: string, to: string): Promise<Summary>;
  /** Lets a colleague go, or goes oneself. */
  endHelp(id: string, who: string): Promise<Summary>;
  transfer(id: string, to: TransferTarget, note: string): Promise<Summary>;
  returnToBot(id: string, note: string, step: Step | null): Promise<Summary>;
  close(id: string, disposition: string, note: string): Promise<Summary>;
  /** Supervisors: gives it to an agent, whoever holds it. */
  assign(id: string, to: string): Promise<Summary>;
  /** Supervisors: changes team and priority of a waiting conversation. */
  route(id: string, change: Rerouting): Promise<Summary>;
  /** Supervisors: how the office stands now. */
  board(): Promise<Board>;
  /** The conversations that a number of the board counts, by its query. */
  listed(query: string): Promise<Summary[]>;
  /** Supervisors: how good the forecasts of the wait were in the last days. */
  calibration(days: number): Promise<WaitReport>;
  /** What the office's pages ask. */
  readonly office: OfficeApi;
}

/** The desk API over `fetch`; `onDate` as in `createAsk`. */
export function createApi(fetcher: Fetch, onDate: (serverNow: number) => void): Api {
  return apiOver(createAsk(fetcher, onDate));
}

/** The desk API over one way to ask. */
export function apiOver(ask: Ask): Api {
  return {
    ...sessionCalls(ask),
    ...floorCalls(ask),
    ...boardCalls(ask),
    ...conversationCalls(ask),
    office: officeCalls(ask),
  };
}

function sessionCalls(ask: Ask) {
  return {
    login: async (username: string, password: string) =>
      (await ask("POST", "/api/login", { username, password })) as Me,
    logout: async () => {
      await ask("POST", "/api/logout");
    },
    me: async () => (await ask("GET", "/api/me")) as Me,
    rename: async (name: string) => {
      await ask("PUT", "/api/me", { name });
    },
    setPresence: async (presence: Presence) => {
      await ask("PUT", "/api/desk/presence", { presence });
    },
  };
}
