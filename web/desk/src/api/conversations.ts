import type { Ask } from "./ask";
import { parseEvents } from "./parse";
import type {
  CannedResponse,
  ConversationPage,
  Earlier,
  Rerouting,
  Step,
  Suggestion,
  Summary,
} from "./types";

/** What the desk asks about one conversation. */
export function conversationCalls(ask: Ask) {
  return { ...reading(ask), ...writing(ask), ...acting(ask) };
}

function reading(ask: Ask) {
  return {
    conversation: async (id: string, after: number) => {
      const page = (await ask("GET", `${path(id)}?after=${after}`)) as ConversationPage;
      return { ...page, events: parseEvents(page.events) };
    },
    earlier: async (id: string) =>
      listOf<Earlier>(await ask("GET", `${path(id)}/earlier`), "earlier"),
    suggestions: async (id: string) =>
      listOf<Suggestion>(await ask("GET", `${path(id)}/suggestions`), "suggestions"),
    steps: async (id: string) =>
      listOf<Step>(
        await ask("GET", `/api/desk/steps?conversation_id=${encodeURIComponent(id)}`),
        "steps",
      ),
    canned: async (id: string) =>
      listOf<CannedResponse>(
        await ask("GET", `/api/desk/canned?conversation_id=${encodeURIComponent(id)}`),
        "canned",
      ),
  };
}

function writing(ask: Ask) {
  const post = async (id: string, verb: string, body: object) => {
    const answer = await ask("POST", `${path(id)}/${verb}`, body);
    return (answer as { seq: number }).seq;
  };
  return {
    say: (id: string, key: string, text: string) => post(id, "messages", { key, text }),
    note: (id: string, key: string, text: string) => post(id, "notes", { key, text }),
    whisper: (id: string, key: string, text: string) =>
      post(id, "notes", { key, text, whisper: true }),
    typing: async (id: string) => {
      await ask("POST", `${path(id)}/typing`);
    },
  };
}

function acting(ask: Ask) {
  const act = async (id: string, verb: string, body: object, method = "POST") => {
    const answer = await ask(method, `${path(id)}/${verb}`, body);
    return (answer as { conversation: Summary }).conversation;
  };
  return {
    accept: (id: string) => act(id, "accept", {}),
    decline: (id: string) => act(id, "decline", {}),
    correct: (id: string, name: string, value: string) => act(id, "slots", { name, value }, "PUT"),
    help: (id: string, to: string) => act(id, "help", { to }),
    endHelp: (id: string, who: string) => act(id, "help/end", { colleague: who }),
    transfer: (id: string, to: string, note: string) =>
      act(id, "transfer", { to, ...optional(note) }),
    returnToBot: (id: string, note: string, step: Step | null) =>
      act(id, "return", {
        ...optional(note),
        ...(step && { step: { title: step.title, payload: step.payload } }),
      }),
    close: (id: string, disposition: string, note: string) =>
      act(id, "close", { disposition, ...optional(note) }),
    assign: (id: string, to: string) => act(id, "assign", { to }),
    route: (id: string, change: Rerouting) => act(id, "route", change),
  };
}

function path(id: string): string {
  return `/api/desk/conversations/${encodeURIComponent(id)}`;
}

function optional(note: string): { note?: string } {
  return note.trim() === "" ? {} : { note: note.trim() };
}

/** The list below `field`; an answer without one is an empty list, not a broken page. */
function listOf<One>(answer: unknown, field: string): One[] {
  const list = (answer as Record<string, unknown> | null)?.[field];
  return Array.isArray(list) ? (list as One[]) : [];
}
