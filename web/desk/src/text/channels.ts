import { humanised } from "./format";

/** Where a conversation takes place, and whom with, as sentences name them. */
export interface Scene {
  /** The channel's id. */
  readonly channel: string;
  /** What the citizen calls themselves there, or null. */
  readonly name: string | null;
}

const NAMES: Record<string, string> = {
  web: "Website",
  messenger: "Facebook Messenger",
  telegram: "Telegram",
};

/** Where staff answer who do not use the desk. */
const INBOXES: Record<string, string> = { messenger: "in the Facebook inbox" };

/** What a channel is called; one this desk does not know goes by its id. */
export function channelName(id: string): string {
  return NAMES[id] ?? humanised(id);
}

/** "in the Facebook inbox", "on Telegram itself" */
export function inboxOf(channel: string): string {
  return INBOXES[channel] ?? `on ${channelName(channel)} itself`;
}

/** Marks that turn text around or hide it: a name must not look like another one. */
const HIDDEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** A name a stranger gave, fit to be shown, or "". */
export function plainName(name: string | null | undefined): string {
  return (name ?? "").replace(HIDDEN, "").replace(/\s+/g, " ").trim();
}

/** "Ana", or "The citizen" at the start of a sentence. */
export function whoIn(scene: Scene): string {
  return plainName(scene.name) || "The citizen";
}

/** The same within a sentence. */
function whom(scene: Scene): string {
  return plainName(scene.name) || "the citizen";
}

/** What is wrong and what an agent can do about it. */
export interface Advice {
  readonly why: string;
  readonly can: string;
}

const OTHER_WAY = "Until then, reach them in another way, such as a call.";

/** Why nothing can be written to the citizen now; `reason` is a code or words of the channel. */
export function whyClosed(reason: string, scene: Scene): Advice {
  const who = whoIn(scene);
  const channel = channelName(scene.channel);
  switch (reason) {
    case "blocked":
      return {
        why: `${who} has blocked us on ${channel}. Nothing we write arrives.`,
        can: `You can answer as soon as they write again. ${OTHER_WAY}`,
      };
    case "gone":
      return {
        why: `${who} is no longer on ${channel}: the account is deleted or cannot be written to.`,
        can: "Reach them in another way, such as a call.",
      };
    case "window_closed":
      return {
        why: `${channel} lets nobody answer any more: ${whom(scene)} last wrote too long ago.`,
        can: `You can answer as soon as they write again. ${OTHER_WAY}`,
      };
    default:
      return {
        why: `Nothing can be sent to ${whom(scene)} on ${channel} now${inBrackets(reason)}.`,
        can: "Reach them in another way, such as a call.",
      };
  }
}

/** What became of a message on its way; `what` is "Your message", "The bot's message" and so on. */
export function whyNotDelivered(reason: string, what: string, scene: Scene): Advice {
  const who = whoIn(scene);
  const channel = channelName(scene.channel);
  const lost = `${lowered(what)} was not delivered.`;
  switch (reason) {
    case "blocked":
      return {
        why: `${who} has blocked us on ${channel}; ${lost}`,
        can: "Wait until they write, or call.",
      };
    case "gone":
      return { why: `${who} is no longer on ${channel}; ${lost}`, can: "Reach them another way." };
    case "window_closed":
      return {
        why: `${channel} lets nobody answer so late; ${lost}`,
        can: "Wait until they write, or call.",
      };
    case "window_closed_for_bot":
      return {
        why: `${channel} lets only people answer so late; ${lost}`,
        can: "Write it yourself if it still matters.",
      };
    case "refused":
      return { why: `${channel} does not take it; ${lost}`, can: "Say it in other words." };
    case "too_large":
      return {
        why: `It is more than ${channel} takes; ${lost}`,
        can: "Say it in fewer words.",
      };
    case "unconfirmed":
      return { why: `${what} may not have arrived:`, can: `ask ${whom(scene)}, or send it again.` };
    case "maybe_twice":
      return { why: `${what} may have arrived twice.`, can: "There is nothing you need to do." };
    case "gave_up":
      return {
        why: `${channel} did not take it for 24 hours; ${lost}`,
        can: "Call, or send it again.",
      };
    default:
      return { why: `${what} was not delivered${inBrackets(reason)}.`, can: "" };
  }
}

/** Codes that mean bad luck rather than a refusal: the same words may go through now. */
const WORTH_AGAIN: ReadonlySet<string> = new Set(["unconfirmed", "gave_up"]);

/** True when sending the same words once more makes sense. */
export function isWorthAgain(reasons: readonly string[]): boolean {
  return reasons.some((reason) => WORTH_AGAIN.has(reason));
}

/** A line for the channel losing or regaining the citizen. */
export function reachLine(reachable: boolean, reason: string, scene: Scene): string {
  if (!reachable) return whyClosed(reason, scene).why;
  return `${whoIn(scene)} can be reached on ${channelName(scene.channel)} again`;
}

function lowered(what: string): string {
  return what.charAt(0).toLowerCase() + what.slice(1);
}

function inBrackets(reason: string): string {
  const words = plainName(reason).replace(/_/g, " ");
  return words === "" ? "" : ` (${words})`;
}
