import type { ControlEvent, MessageEvent } from "../api/events";
import type { AgentRef, Author, Disposition } from "../api/types";
import { isOutsider } from "../state/worklists";
import { inboxOf } from "./channels";
import { text } from "./en";
import { humanised } from "./format";
import { lossOf } from "./reasons";

/** The label of a disposition, or its id in words while the list is not there. */
export function dispositionLabel(id: string | null | undefined, known: readonly Disposition[]) {
  if (!id) return "";
  return known.find((one) => one.id === id)?.label ?? humanised(id);
}

/** One line for a change of control: who did what. */
export function controlLine(
  event: ControlEvent,
  dispositions: readonly Disposition[],
  channel = "",
): string {
  const by = nameOf(event.by);
  switch (event.control) {
    case "queued":
      return queuedLine(event, by, channel);
    case "agent": {
      if (isOutsider(event.agent)) return text.entry.takenOutside(inboxOf(channel));
      const holder = nameOf(event.agent) || event.name || text.entry.someone;
      return by && by !== holder ? text.entry.transferred(by, holder) : text.entry.taken(holder);
    }
    case "bot":
      return botLine(event, by || event.name || "");
    case "closed":
      return text.entry.closed(
        by || event.name || "",
        dispositionLabel(event.disposition, dispositions),
      );
  }
}

function queuedLine(event: ControlEvent, by: string, channel: string): string {
  if (event.reason === "clerk_away") return text.entry.leftOutside(inboxOf(channel));
  const loss = lossOf(event.reason);
  if (by && loss) return text.entry.lost(by, loss);
  if (by) return text.entry.requeued(by);
  const late = event.opens_at ? ` (${text.entry.outsideHours})` : "";
  return `${text.entry.queued(text.reason(event.reason))}${late}`;
}

function botLine(event: ControlEvent, by: string): string {
  if (event.reason === "left_queue") return text.entry.leftQueue;
  const step = event.step ? text.entry.returnedAt(event.step) : "";
  return `${text.entry.returned(by)}${step}`;
}

/** Who said a message, as the transcript names them; the name of staff outside is the agency's. */
export function speaker(event: MessageEvent, myName: string | null): string {
  if (event.author !== "agent") return text.entry[event.author];
  const name = event.name ?? text.entry.agent;
  return name === myName && !event.outside ? text.entry.you(name) : name;
}

/** The agent's name; a handoff by the bot or the citizen names nobody. */
function nameOf(who: AgentRef | Author | null | undefined): string {
  return typeof who === "object" ? (who?.name ?? "") : "";
}
