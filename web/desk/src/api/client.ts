import { NetworkError, serviceError } from "./errors";
import { parseEvents } from "./parse";
import type { Agent, ConversationPage, Disposition, Me, Presence, Summary } from "./types";

/** Longest time one request may take, in milliseconds. */
const PATIENCE = 20_000;

/** Where a transfer goes: back to the queue, or to one agent's id. */
export type TransferTarget = "queue" | (string & {});

/** What the desk asks of the service. Every method throws ServiceError or NetworkError. */
export interface Api {
  login(username: string, password: string): Promise<Me>;
  logout(): Promise<void>;
  me(): Promise<Me>;
  rename(name: string): Promise<void>;
  setPresence(presence: Presence): Promise<void>;
  agents(): Promise<Agent[]>;
  dispositions(): Promise<Disposition[]>;
  conversation(id: string, after: number): Promise<ConversationPage>;
  /** Everything agents have, on the desk or outside of it; at most 200, newest first. */
  held(): Promise<Summary[]>;
  accept(id: string): Promise<Summary>;
  /** Durable once it resolves; the same key again appends nothing and answers the same seq. */
  say(id: string, key: string, text: string): Promise<number>;
  note(id: string, key: string, text: string): Promise<number>;
  /** Shows the citizen for a few seconds that the agent writes. */
  typing(id: string): Promise<void>;
  transfer(id: string, to: TransferTarget, note: string): Promise<Summary>;
  returnToBot(id: string, note: string): Promise<Summary>;
  close(id: string, disposition: string, note: string): Promise<Summary>;
}

/** The browser's `fetch`, or a test's. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

type Ask = (method: string, path: string, body?: object) => Promise<unknown>;

/**
 * The desk API over `fetch`. `onDate` is told the server's own time (ms since 1970) with
 * each answer, so that waiting times are right on a computer whose clock is not.
 */
export function createApi(fetcher: Fetch, onDate: (serverNow: number) => void): Api {
  const ask: Ask = async (method, path, body) => {
    const response = await send(fetcher, method, path, body);
    const date = Date.parse(response.headers.get("Date") ?? "");
    if (!Number.isNaN(date)) onDate(date);
    const answer = await readJson(response);
    if (!response.ok) throw serviceError(response.status, answer);
    return answer;
  };
  return { ...sessionCalls(ask), ...conversationCalls(ask) };
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
    agents: async () => ((await ask("GET", "/api/desk/agents")) as { agents: Agent[] }).agents,
    dispositions: async () =>
      ((await ask("GET", "/api/desk/dispositions")) as { dispositions: Disposition[] })
        .dispositions,
  };
}

function conversationCalls(ask: Ask) {
  const act = async (id: string, verb: string, body: object) => {
    const answer = await ask("POST", `${path(id)}/${verb}`, body);
    return (answer as { conversation: Summary }).conversation;
  };
  const post = async (id: string, verb: string, key: string, text: string) => {
    const answer = await ask("POST", `${path(id)}/${verb}`, { key, text });
    return (answer as { seq: number }).seq;
  };
  return {
    conversation: async (id: string, after: number) => {
      const page = (await ask("GET", `${path(id)}?after=${after}`)) as ConversationPage;
      return { ...page, events: parseEvents(page.events) };
    },
    held: async () => {
      const answer = await ask("GET", "/api/desk/conversations?control=agent");
      return (answer as { conversations: Summary[] }).conversations;
    },
    accept: (id: string) => act(id, "accept", {}),
    say: (id: string, key: string, text: string) => post(id, "messages", key, text),
    note: (id: string, key: string, text: string) => post(id, "notes", key, text),
    typing: async (id: string) => {
      await ask("POST", `${path(id)}/typing`);
    },
    transfer: (id: string, to: TransferTarget, note: string) =>
      act(id, "transfer", { to, ...optional(note) }),
    returnToBot: (id: string, note: string) => act(id, "return", optional(note)),
    close: (id: string, disposition: string, note: string) =>
      act(id, "close", { disposition, ...optional(note) }),
  };
}

function path(id: string): string {
  return `/api/desk/conversations/${encodeURIComponent(id)}`;
}

function optional(note: string): { note?: string } {
  return note.trim() === "" ? {} : { note: note.trim() };
}

async function send(fetcher: Fetch, method: string, url: string, body?: object) {
  const init: RequestInit = {
    method,
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { "Content-Type": "application/json" };
  }
  try {
    return await fetcher(url, init);
  } catch (error) {
    throw new NetworkError(error instanceof Error ? error.message : "no answer");
  }
}

async function readJson(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch {
    // A cut connection in the middle of a good answer is as if there had been none; an error
    // page of a proxy in front of the service has a status that says enough.
    if (response.ok) throw new NetworkError("the answer was cut short");
    return null;
  }
}
