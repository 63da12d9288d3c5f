import type { Staff, TeamQueue } from "../../api/board";
import { text } from "../../text/en";
import { clockTime, humanised, languageName } from "../../text/format";
import { teamName } from "../../text/work";
import { useDeskState } from "../context";
import { Wait } from "../Wait";
import { type Chosen, Counted } from "./Counted";
import { TableBox } from "./TableBox";

const words = text.board;

interface QueueProps {
  queues: readonly TeamQueue[];
  onChoose(chosen: Chosen): void;
}

/** Who waits, team by team. */
export function QueueTable({ queues, onChoose }: QueueProps) {
  return (
    <TableBox labelledBy="queues-heading">
      <h3 id="queues-heading">{words.queue}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.team}</th>
            <th scope="col">{words.waiting}</th>
            <th scope="col">{words.oldest}</th>
            <th scope="col">{words.unfit}</th>
          </tr>
        </thead>
        <tbody>
          {queues.map((queue) => {
            const name = nameOf(queue);
            return (
              <tr key={queue.team ?? ""}>
                <th scope="row">{name}</th>
                <td>
                  <Counted
                    what={`${words.waiting}, ${name}`}
                    count={queue.waiting}
                    onChoose={onChoose}
                  />
                </td>
                <td>{queue.oldest_since ? <Wait from={queue.oldest_since} /> : words.none}</td>
                <td data-some={queue.unfit.count > 0}>
                  <Counted
                    what={`${words.unfit}, ${name}`}
                    count={queue.unfit}
                    onChoose={onChoose}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableBox>
  );
}

function nameOf({ team, name }: TeamQueue): string {
  if (team === null) return words.anyTeam;
  return name ?? humanised(team);
}

interface AgentProps {
  agents: readonly Staff[];
  onChoose(chosen: Chosen): void;
}

const ORDER = { available: 0, away: 1, offline: 2 };

/** Who is there, and how much they have to do. */
export function AgentTable({ agents, onChoose }: AgentProps) {
  const teams = useDeskState((state) => state.teams);
  const sorted = agents.toSorted(
    (one, other) =>
      ORDER[one.presence] - ORDER[other.presence] || one.name.localeCompare(other.name),
  );
  return (
    <TableBox labelledBy="agents-heading">
      <h3 id="agents-heading">{words.agents}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.agent}</th>
            <th scope="col">{words.presence}</th>
            <th scope="col">{words.since}</th>
            <th scope="col">{words.load}</th>
            <th scope="col">{words.team}</th>
            <th scope="col">{words.languages}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((agent) => (
            <tr key={agent.id} data-off={agent.presence === "offline"}>
              <th scope="row">{agent.name}</th>
              <td>{presenceOf(agent)}</td>
              <td>{agent.on_duty_since ? clockTime(agent.on_duty_since) : words.none}</td>
              <td>
                <Counted what={agent.name} count={agent.load} onChoose={onChoose} />{" "}
                <span className="hint">/ {agent.capacity}</span>
              </td>
              <td>{listed(agent.teams.map((id) => teamName(id, teams)))}</td>
              <td>{listed(agent.languages.map(languageName))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** Somebody may be available while the computer sleeps: then nothing can be given to them. */
function presenceOf(agent: Staff): string {
  const presence = text.dialog.transfer.presence[agent.presence];
  const asleep = agent.presence === "available" && !agent.on_duty;
  return asleep ? `${presence}, ${words.offDuty}` : presence;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? words.everyTeam : names.join(", ");
}
