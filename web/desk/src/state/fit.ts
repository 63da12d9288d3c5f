import type { Agent, Summary } from "../api/types";

/** Why a conversation is not this agent's kind of work, or null when it is. */
export function misfit(agent: Agent | undefined, row: Summary): "team" | "language" | null {
  if (!agent) return null;
  const { teams, languages } = agent;
  // Who belongs to no team serves all of them, and likewise for languages.
  if (row.team !== null && teams.length > 0 && !teams.includes(row.team)) return "team";
  const spoken = languages.map(primary);
  return languages.length > 0 && !spoken.includes(primary(row.language)) ? "language" : null;
}

/** The region of a tag does not count: who speaks Spanish speaks es-MX. */
function primary(tag: string): string {
  return tag.toLowerCase().replace("_", "-").split("-")[0] ?? "";
}
