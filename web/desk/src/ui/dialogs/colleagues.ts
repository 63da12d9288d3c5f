import type { Agent, Summary } from "../../api/types";
import type { DeskState } from "../../state/desk";
import { misfit } from "../../state/fit";
import { text } from "../../text/en";
import type { Choice } from "./Choices";

const ORDER = { available: 0, away: 1, offline: 2 };

/** The other agents who are at work, those who are there and have room first. */
export function colleagues(state: DeskState): Agent[] {
  const me = state.session.me?.id;
  return state.floor.agents
    .filter((agent) => agent.id !== me && agent.role !== "editor")
    .filter((agent) => agent.presence !== "offline")
    .toSorted(
      (one, other) =>
        ORDER[one.presence] - ORDER[other.presence] ||
        room(other) - room(one) ||
        one.name.localeCompare(other.name),
    );
}

function room(agent: Agent): number {
  return agent.capacity - agent.load;
}

/** An agent to be chosen: presence, load, and why the conversation may not suit them. */
export function choiceOf(agent: Agent, summary: Summary | null | undefined): Choice {
  const words = text.dialog.transfer;
  const unfit = summary ? misfit(agent, summary) : null;
  const details = [
    words.presence[agent.presence],
    words.load(agent.load, agent.capacity),
    unfit ? words.misfit[unfit] : "",
  ];
  return { id: agent.id, label: agent.name, detail: details.filter(Boolean).join(", ") };
}
