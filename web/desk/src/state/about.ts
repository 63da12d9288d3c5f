import type { DeskEvent } from "../api/events";

/** Words a message had, and from when on. */
export interface Wording {
  readonly text: string;
  readonly at: string;
}

/** What was found when a file came, or why it never will. */
export interface Settled {
  readonly mime: string | null;
  /** Bytes. */
  readonly size: number | null;
  readonly refused: string | null;
}

/** What later events of the log say about an earlier one. */
export interface About {
  /** The new words of each edit, oldest first. */
  readonly edits: readonly Wording[];
  /** Files by their number in the message. */
  readonly files: ReadonlyMap<number, Settled>;
  /** Codes of what went wrong on the way to the citizen, each once, oldest first. */
  readonly failures: readonly string[];
  /** An agent said the same words again after that. */
  readonly saidAgain: boolean;
}

/** What the log says about its own entries, by their seq. */
export type Abouts = ReadonlyMap<number, About>;

/** Nothing was said about it. */
export const nothingSaid: About = {
  edits: [],
  files: new Map(),
  failures: [],
  saidAgain: false,
};

/**
 * Notes what `event` says about earlier entries in `abouts`, which is changed. Each event of a
 * log has to come once and in order; an entry nothing new is said of keeps the very same object.
 */
export function take(
  abouts: Map<number, About>,
  event: DeskEvent,
  before: readonly DeskEvent[],
): void {
  switch (event.type) {
    case "edited": {
      const { text, at } = event;
      change(abouts, event.of_seq, (so) => ({ ...so, edits: [...so.edits, { text, at }] }));
      break;
    }
    case "attachment": {
      const { mime, size, refused } = event;
      change(abouts, event.of_seq, (so) => ({
        ...so,
        files: new Map(so.files).set(event.number, { mime, size, refused }),
      }));
      break;
    }
    case "delivery_failed":
      if (event.failed_seq !== undefined) fail(abouts, event.failed_seq, event.reason ?? "");
      break;
    case "message":
      if (event.author === "agent") repeat(abouts, event.text, before);
      break;
  }
}

function fail(abouts: Map<number, About>, seq: number, reason: string): void {
  change(abouts, seq, (so) => {
    // A long message fails part by part; the same reason is told once.
    if (so.failures.includes(reason)) return so;
    return { ...so, failures: [...so.failures, reason], saidAgain: false };
  });
}

function repeat(abouts: Map<number, About>, text: string, before: readonly DeskEvent[]): void {
  for (const [seq, about] of abouts) {
    const failed = before[seq - 1];
    if (about.failures.length === 0 || failed?.type !== "message") continue;
    if (failed.author !== "agent" || failed.text !== text) continue;
    change(abouts, seq, (so) => ({ ...so, saidAgain: true }));
  }
}

function change(abouts: Map<number, About>, seq: number, to: (so: About) => About): void {
  abouts.set(seq, to(abouts.get(seq) ?? nothingSaid));
}

/**
 * The entry that `event` speaks of, when a reader at the end would not see it right above: an
 * edit or a failure of something further up deserves a line of its own. Null otherwise.
 */
export function pointsBack(events: readonly DeskEvent[], event: DeskEvent): DeskEvent | null {
  const seq =
    event.type === "edited"
      ? event.of_seq
      : event.type === "delivery_failed"
        ? event.failed_seq
        : undefined;
  const target = seq === undefined ? undefined : events[seq - 1];
  if (!target || target.seq >= event.seq) return null;
  const between = events.slice(target.seq, event.seq - 1);
  return between.some((one) => one.type === "message" || one.type === "note") ? target : null;
}
