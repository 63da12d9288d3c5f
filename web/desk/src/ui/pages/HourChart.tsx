import type { WaitGroup } from "../../api/board";
import { text } from "../../text/en";
import { percent } from "../../text/format";

const words = text.waits;
/** One hour is so wide, the whole so high; in units of the picture. */
const STEP = 30;
const HIGH = 120;
const LEFT = 44;
const BELOW = 22;

interface Props {
  groups: readonly WaitGroup[];
  /** 0 to 1. */
  goal: number;
}

/** The share inside of the range by hour of the day; the table below says the same in figures. */
export function HourChart({ groups, goal }: Props) {
  const known = groups.filter((group) => group.hour !== null && group.inside !== null);
  const hours = known.map((group) => group.hour ?? 0);
  if (hours.length === 0) return null;
  const first = Math.min(...hours);
  const wide = LEFT + (Math.max(...hours) - first + 1) * STEP + 8;
  const y = (share: number) => 8 + (1 - share) * HIGH;
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${wide} ${HIGH + 8 + BELOW}`}
      role="img"
      aria-label={words.chart}
      preserveAspectRatio="xMinYMin meet"
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line className="chart__rail" x1={LEFT} x2={wide} y1={y(share)} y2={y(share)} />
          <text x={LEFT - 6} y={y(share) + 4} textAnchor="end">
            {percent(share)}
          </text>
        </g>
      ))}
      {known.map((group) => {
        const x = LEFT + ((group.hour ?? 0) - first) * STEP;
        const inside = group.inside ?? 0;
        return (
          <g key={group.hour}>
            <rect
              className="chart__bar"
              data-kept={inside >= goal}
              x={x + 5}
              y={y(inside)}
              width={STEP - 10}
              height={Math.max(1, inside * HIGH)}
            />
            <text x={x + STEP / 2} y={HIGH + 8 + 15} textAnchor="middle">
              {group.hour}
            </text>
          </g>
        );
      })}
      <line className="chart__goal" x1={LEFT} x2={wide} y1={y(goal)} y2={y(goal)} />
    </svg>
  );
}
