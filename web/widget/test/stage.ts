/** One chat with everything around it faked; made anew before each test by `reset`. */
import { Chat, type ChatPorts } from "../src/core/chat";
import { memoryStorage, type Storage } from "../src/core/storage";
import { FakeApi, FakeClock, FakeNetwork, said, settle } from "./fakes";

export let api: FakeApi;
export let clock: FakeClock;
export let storage: Storage;
export let network: FakeNetwork;
let keys = 0;
let exclusively: ChatPorts["exclusively"];

/** Forget everything of the test before. */
export function reset(): void {
  api = new FakeApi();
  clock = new FakeClock();
  storage = memoryStorage();
  network = new FakeNetwork();
  keys = 0;
  exclusively = (_name, task) => task();
}

/** Let tabs take turns in a way of the test's own. */
export function takeTurns(how: ChatPorts["exclusively"]): void {
  exclusively = how;
}

/** A chat of another tab of the same browser. */
export function newChat(): Chat {
  return new Chat({
    scope: "https://chat.example",
    storage,
    api,
    clock,
    random: () => 0,
    newKey: () => `k${++keys}`,
    exclusively,
    openSocket: network.open,
    browserOnline: () => true,
    language: () => "en",
    onChange: () => {},
  });
}

/** A chat that has begun and was greeted. */
export async function talking(): Promise<Chat> {
  const chat = newChat();
  chat.begin();
  await settle();
  network.newest.greet(said(1, "bot", "Hello"));
  return chat;
}

/** What the citizen sees: messages, and in brackets those not yet kept by the service. */
export const shown = (chat: Chat): string[] => [
  ...chat.state.transcript.items.flatMap((i) => (i.kind === "message" ? [i.message.text] : [])),
  ...chat.state.pending.map((entry) => `(${entry.text})`),
];
