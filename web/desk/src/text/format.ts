const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A waiting time in words: "45 s", "3 min 20 s", "12 min", "1 h 05 min", "2 d 3 h". `ms` >= 0. */
export function duration(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / SECOND)) * SECOND;
  const seconds = Math.floor((whole % MINUTE) / SECOND);
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  if (whole < MINUTE) return `${seconds} s`;
  if (whole < 10 * MINUTE) return `${minutes} min ${two(seconds)} s`;
  if (whole < HOUR) return `${minutes} min`;
  if (whole < DAY) return `${Math.floor(whole / HOUR)} h ${two(minutes)} min`;
  return `${Math.floor(whole / DAY)} d ${Math.floor((whole % DAY) / HOUR)} h`;
}

/** How long ago `at` (RFC 3339) was, in ms, on the server's clock; null when `at` is no time. */
export function since(at: string | null, now: number): number | null {
  const then = Date.parse(at ?? "");
  return Number.isNaN(then) ? null : Math.max(0, now - then);
}

/** How long it is until `at`, in ms, never below 0; null when `at` is no time. */
export function until(at: string | null, now: number): number | null {
  const then = Date.parse(at ?? "");
  return Number.isNaN(then) ? null : Math.max(0, then - now);
}

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DATE = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
});

/** "14:05" in the agent's time zone, or "" when `at` is no time. */
export function clockTime(at: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? "" : CLOCK.format(time);
}

/** "Mon, 3 Mar 2031" in the agent's time zone, or "". */
export function dayOf(at: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? "" : DATE.format(time);
}

const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "short" });

/** "Mon 08:00" in the agent's time zone: when people are back. */
export function whenOpen(at: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? "" : `${WEEKDAY.format(time)} ${CLOCK.format(time)}`;
}

/** "93 %". `share` is 0 to 1. */
export function percent(share: number): string {
  return `${Math.round(Math.min(1, Math.max(0, share)) * 100)} %`;
}

/** What people write in capitals, in names the assistant writes in small letters. */
const CAPITALS = /\b(ebt|snap|tanf|wic|pin|id|ssn|faq)\b/g;

/** "application_status_form" becomes "Application status form", "ebt_balance" "EBT balance". */
export function humanised(name: string): string {
  const spaced = name.replace(/[_-]+/g, " ").trim();
  const words = spaced.replace(CAPITALS, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const LANGUAGES = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

/** "es" becomes "Spanish"; an unknown code stays as it is. */
export function languageName(code: string): string {
  try {
    return LANGUAGES.of(code) ?? code;
  } catch {
    return code;
  }
}

/** The value of a fact as people read it. */
export function factValue(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(factValue).join(", ");
  return value === null || value === undefined ? "" : JSON.stringify(value);
}

/** A variable of a canned response as people read it: "slot.application_number" is a fact. */
export function gapName(variable: string): string {
  return `“${humanised(variable.replace(/^slot\./, ""))}”`;
}

/** Code points, the unit of the service's limit on a text. */
export function codePoints(text: string): number {
  return Array.from(text).length;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
