import type { Summary } from "../api/types";
import { text } from "./en";
import { humanised, languageName } from "./format";

/** What a conversation is called in lists and headings: its topic, else why it came. */
export function titleOf(summary: Summary): string {
  if (summary.topic) return humanised(summary.topic);
  return text.reason(summary.reason) || text.conversation.region;
}

/** "Website · Spanish" */
export function sourceOf(summary: Pick<Summary, "channel" | "language">): string {
  return `${text.channel(summary.channel)} · ${languageName(summary.language)}`;
}
