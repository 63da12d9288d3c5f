import type { Summary } from "../api/types";
import { text } from "./en";
import { humanised } from "./format";

/** What a conversation is called in lists and headings: its topic, else why it came. */
export function titleOf(summary: Summary): string {
  if (summary.topic) return humanised(summary.topic);
  return text.reason(summary.reason) || text.conversation.region;
}

/** Why it is in the queue, below its title: why an agent lost it, else why it came; not twice. */
export function whyHere(summary: Summary): string {
  if (summary.returned) return text.reason(summary.returned);
  return summary.topic ? text.reason(summary.reason) : "";
}
