import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { MessageEvent } from "../core/protocol";
import { openingOf } from "../core/time";
import type { Item } from "../core/transcript";
import type { Strings } from "../strings";
import type { Context } from "./context";
import { textView } from "./text";
import { timeView } from "./time";

type ControlItem = Extract<Item, { kind: "control" }>;

/** Messages of one speaker this close together stand as one group, in milliseconds. */
const GROUP_MS = 5 * 60_000;

/**
 * The conversation. The region and its name are there before the first message,
 * and a backlog comes in while it is marked busy, so that nobody is read a
 * whole history aloud.
 */
export function logView(context: Context): TemplateResult {
  const { state, strings, language } = context;
  return html`<div
    role="log"
    aria-label=${strings.log}
    aria-busy=${state.phase === "catching-up" ? "true" : "false"}
  >
    <ol role="list">
      ${state.replaced ? html`<li class="line">${strings.replaced}</li>` : nothing}
      ${guard([state.transcript, language], () => itemsView(context))}
    </ol>
  </div>`;
}

/** All items; each is drawn again only when it, or what it stands beside, has changed. */
function itemsView(context: Context): unknown {
  const { items } = context.state.transcript;
  return repeat(items, seqOf, (item, index) => {
    const before = items[index - 1];
    const after = items[index + 1];
    const shown = [item, before, after, context.language];
    return guard(shown, () => itemView(context, item, before, after));
  });
}

const seqOf = (item: Item): number => (item.kind === "message" ? item.message.seq : item.seq);

function itemView(context: Context, item: Item, before?: Item, after?: Item): TemplateResult {
  if (item.kind === "control") {
    return html`<li class="line ${item.control}" data-seq=${item.seq}>${controlText(context, item)}</li>`;
  }
  const joined = sameGroup(before, item.message);
  return messageView(context, item, joined, sameGroup(after, item.message));
}

/** The clear line that says who has the conversation from here on. */
function controlText({ strings, language }: Context, item: ControlItem): string {
  const { control, name, reason, opensAt } = item;
  if (control === "queued" && opensAt)
    return strings.queuedFor(openingOf(opensAt, new Date(), language));
  if (control === "queued") return strings.waitsAgain(reason, name);
  if (control === "bot" && reason === "left_queue") return strings.leftQueue;
  return { agent: strings.nowAgent(name), bot: strings.nowBot, closed: strings.closed }[control];
}

function messageView(
  { strings, language }: Context,
  { message, language: said, edited = false }: Extract<Item, { kind: "message" }>,
  joined: boolean,
  goesOn: boolean,
): TemplateResult {
  const { author } = message;
  const spoken = said || language;
  const quiet = joined || author === "citizen";
  return html`<li class="message ${author} ${joined ? "joined" : ""}" data-seq=${message.seq}>
    <span class=${quiet ? "hidden" : "sender"}>${senderName(strings, message)}</span>
    <p class="bubble" lang=${author === "citizen" ? nothing : spoken}>${textView(message.text || strings.file)}</p>
    ${edited ? html`<span class="edited">${strings.edited}</span>` : nothing}
    ${timeView(message.at, language, goesOn)}
  </li>`;
}

function senderName(strings: Strings, { author, name }: MessageEvent): string {
  if (author === "citizen") return strings.you;
  if (author === "agent") return name ? strings.agent(name) : strings.someone;
  return author === "bot" ? strings.bot : strings.service;
}

function sameGroup(neighbour: Item | undefined, message: MessageEvent): boolean {
  if (neighbour?.kind !== "message") return false;
  const other = neighbour.message;
  const apart = Math.abs(Date.parse(other.at) - Date.parse(message.at));
  return other.author === message.author && other.name === message.name && apart < GROUP_MS;
}
