import type { DeskEvent } from "../api/events";
import { type About, type Abouts, take } from "./about";

/**
 * The log of one conversation as far as the desk has it: seq 1 to `lastSeq` without gaps.
 * Events that came too early are `held` until what belongs before them is there. `abouts` is what
 * the log says about its own entries (edits, files, failures), taken from each event once.
 */
export interface Transcript {
  readonly events: readonly DeskEvent[];
  readonly lastSeq: number;
  readonly held: ReadonlyMap<number, DeskEvent>;
  readonly abouts: Abouts;
}

/** A log of which nothing is there yet. */
export const emptyTranscript: Transcript = {
  events: [],
  lastSeq: 0,
  held: new Map(),
  abouts: new Map(),
};

/** Takes events in any order and any number of times; each shows up once, in order of seq. */
export function receive(transcript: Transcript, incoming: readonly DeskEvent[]): Transcript {
  const held = new Map(transcript.held);
  for (const event of incoming) if (event.seq > transcript.lastSeq) held.set(event.seq, event);
  const events = [...transcript.events];
  const abouts = new Map<number, About>(transcript.abouts);
  let lastSeq = transcript.lastSeq;
  for (let next = held.get(lastSeq + 1); next; next = held.get(lastSeq + 1)) {
    take(abouts, next, events);
    events.push(next);
    lastSeq += 1;
    held.delete(lastSeq);
  }
  const changed = lastSeq !== transcript.lastSeq || held.size !== transcript.held.size;
  return changed ? { events, lastSeq, held, abouts } : transcript;
}

/** True when something after `lastSeq` is missing, so the log has to be fetched again. */
export function hasGap(transcript: Transcript): boolean {
  return transcript.held.size > 0;
}
