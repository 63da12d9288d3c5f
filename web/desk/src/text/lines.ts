import type { AgentRef, Author, ControlEvent, Disposition, MessageEvent } from "../api/types";
import { isOutsider } from "../state/lists";
import { inboxOf } from "./channels";
import { text } from "./en";
import { humanised } from "./format";

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
      if (event.reason === "clerk_away") return text.entry.leftOutside(inboxOf(channel));
      return by ? text.entry.requeued(by) : text.entry.queued(text.reason(event.reason));
    case "agent": {
      if (isOutsider(event.agent)) return text.entry.takenOutside(inboxOf(channel));
      const holder = nameOf(event.agent) || event.name || text.entry.someone;
      return by && by !== holder ? text.entry.transferred(by, holder) : text.entry.taken(holder);
    }
    case "bot":
      return text.entry.returned(by || event.name || "");
    case "closed":
      return text.entry.closed(
        by || event.name || "",
        dispositionLabel(event.disposition, dispositions),
      );
  }
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
