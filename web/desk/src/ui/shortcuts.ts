import { useEffect } from "react";
import type { Desk } from "../desk/desk";
import { lists } from "../state/select";
import { useDesk } from "./context";
import { places } from "./focus";
import { type Navigation, useNavigation } from "./navigation";

/** What can be asked of the conversation on screen. */
export type ActName = "return" | "transfer" | "help" | "close" | "assign";

/** One shortcut of one key: what it is for, and what it does. */
interface Shortcut {
  readonly key: string;
  readonly words: string;
  readonly run: (desk: Desk, navigation: Navigation) => void;
}

const acts = new EventTarget();

/** Listens to the shortcuts that act on the conversation on screen; the answer stops it. */
export function onAct(listener: (act: ActName) => void): () => void {
  const hear = (event: Event) => listener((event as CustomEvent<ActName>).detail);
  acts.addEventListener("act", hear);
  return () => acts.removeEventListener("act", hear);
}

function act(name: ActName): () => void {
  return () => acts.dispatchEvent(new CustomEvent("act", { detail: name }));
}

/** Every shortcut of one key, in the order of the list that `?` shows. */
export const SHORTCUTS: readonly Shortcut[] = [
  { key: "n", words: "Take the next conversation", run: () => press(places.next) },
  { key: "a", words: "Accept the first offer", run: (desk, to) => void accept(desk, to) },
  { key: "d", words: "Decline the first offer", run: (desk) => void decline(desk) },
  { key: "j", words: "Next conversation in the lists", run: (desk, to) => move(desk, to, 1) },
  { key: "k", words: "Conversation before", run: (desk, to) => move(desk, to, -1) },
  { key: "r", words: "Write", run: () => document.getElementById(places.writing)?.focus() },
  { key: "l", words: "Read the transcript", run: () => focus(places.log) },
  { key: "i", words: "Read the brief", run: () => brief() },
  { key: "b", words: "Return to the bot", run: act("return") },
  { key: "t", words: "Transfer", run: act("transfer") },
  { key: "h", words: "Call a colleague in", run: act("help") },
  { key: "c", words: "Close the conversation", run: act("close") },
  { key: "s", words: "Assign (supervisors)", run: act("assign") },
  { key: "q", words: "Back to the lists", run: (_, to) => to.back() },
  { key: "?", words: "Show this list", run: () => acts.dispatchEvent(new Event("list")) },
];

/** Listens to the wish to see the shortcuts; the answer stops it. */
export function onList(listener: () => void): () => void {
  acts.addEventListener("list", listener);
  return () => acts.removeEventListener("list", listener);
}

/** Listens to the keys of the page. They never act while somebody writes or answers a dialog. */
export function useShortcuts(): void {
  const desk = useDesk();
  const navigation = useNavigation();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.isComposing || isWriting(event.target)) return;
      if (document.querySelector("dialog[open]") || !desk.store.get().settings.keys) return;
      const found = SHORTCUTS.find((one) => one.key === event.key);
      if (!found) return;
      event.preventDefault();
      found.run(desk, navigation);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [desk, navigation]);
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}

function press(id: string): void {
  document.getElementById(id)?.click();
}

function focus(id: string): void {
  document.getElementById(id)?.focus();
}

/** On a narrow screen the brief has to be shown first. */
function brief(): void {
  const button = document.getElementById(places.showBrief);
  if (button && button.getClientRects().length > 0) button.click();
  else focus(places.brief);
}

async function accept(desk: Desk, { show }: Navigation): Promise<void> {
  const offer = lists(desk.store.get()).offered[0];
  if (!offer) return;
  const problem = await desk.take(offer.id);
  show(offer.id, problem ? "heading" : "writing");
}

async function decline(desk: Desk): Promise<void> {
  const offer = lists(desk.store.get()).offered[0];
  if (offer) await desk.acts.decline(offer.id);
}

/** Opens the conversation after or before the one on screen, as the lists stand. */
function move(desk: Desk, { show }: Navigation, by: 1 | -1): void {
  const { offered, mine, helping, waiting, outside } = lists(desk.store.get());
  const rows = [...offered, ...mine, ...helping, ...waiting, ...outside];
  const here = rows.findIndex((row) => row.id === desk.store.get().selected);
  const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : here + by;
  const row = rows[next];
  if (row) show(row.id);
}
