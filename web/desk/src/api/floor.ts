import type { Ask } from "./ask";
import type { Agent, Disposition, Summary, Team } from "./types";

/** What the desk asks of the office as a whole. */
export function floorCalls(ask: Ask) {
  return {
    agents: async () => ((await ask("GET", "/api/desk/agents")) as { agents: Agent[] }).agents,
    teams: async () => ((await ask("GET", "/api/desk/teams")) as { teams: Team[] }).teams,
    dispositions: async () =>
      ((await ask("GET", "/api/desk/dispositions")) as { dispositions: Disposition[] })
        .dispositions,
    next: async () => {
      const answer = await ask("POST", "/api/desk/next");
      return (answer as { conversation: Summary } | null)?.conversation ?? null;
    },
  };
}
