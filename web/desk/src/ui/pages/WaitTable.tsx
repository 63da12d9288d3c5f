import type { Scores, WaitGroup } from "../../api/board";
import { text } from "../../text/en";
import { duration, percent } from "../../text/format";
import { places } from "../focus";
import { TableBox } from "./TableBox";

const words = text.waits;

interface Props {
  groups: readonly WaitGroup[];
  all: WaitGroup;
  /** 0 to 1. */
  goal: number;
}

/** The figures hour by hour, with both naive rules beside the forecast. */
export function WaitTable({ groups, all, goal }: Props) {
  return (
    <TableBox labelledBy={places.page}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.hour}</th>
            <th scope="col">{words.share}</th>
            <th scope="col">{words.count}</th>
            <th scope="col">{words.width}</th>
            <th scope="col">{words.meanWait}</th>
            <th scope="col">{words.forecastError}</th>
            <th scope="col">{words.naiveHour}</th>
            <th scope="col">{words.naivePlace}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Line key={group.hour} group={group} goal={goal} />
          ))}
          <Line group={all} goal={goal} />
        </tbody>
      </table>
      <p className="hint">{words.errorHint}</p>
    </TableBox>
  );
}

function Line({ group, goal }: { group: WaitGroup; goal: number }) {
  const missed = group.inside !== null && group.inside < goal;
  return (
    <tr>
      <th scope="row">{group.hour === null ? words.all : words.hourOf(group.hour)}</th>
      <td data-some={missed}>{group.inside === null ? text.board.none : percent(group.inside)}</td>
      <td>{group.waits}</td>
      <td>{time(group.mean_width_s)}</td>
      <td>{time(group.mean_wait_s)}</td>
      <td>{off(group.forecast)}</td>
      <td>{off(group.naive_hour)}</td>
      <td>{off(group.naive_place)}</td>
    </tr>
  );
}

function off(scores: Scores | null): string {
  return time(scores?.error_s ?? null);
}

function time(seconds: number | null): string {
  return seconds === null ? text.board.none : duration(seconds * 1000);
}
