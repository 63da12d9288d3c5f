import type { Link } from "./connection";
import type { Pending, Trouble } from "./outbox";
import type { Author, Queue } from "./protocol";
import { EMPTY, type Transcript } from "./transcript";

/** Everything a view needs to know, replaced as a whole at every change. */
export interface ChatState {
  /** idle: no conversation yet; catching-up: the log is being read. */
  readonly phase: "idle" | "creating" | "catching-up" | "ready";
  readonly link: Link;
  readonly transcript: Transcript;
  readonly pending: readonly Pending[];
  /** Who is typing, null when nobody. */
  readonly typing: Author | null;
  /** Where the citizen stands in line; null when not in line, or not told yet. */
  readonly queue: Queue | null;
  /** The citizen does not want to wait any more, and the service does not know yet. */
  readonly leaving: boolean;
  /** Messages of others that were not before the citizen's eyes. */
  readonly unread: number;
  /** Why there is no conversation. */
  readonly problem: Trouble | null;
  /** An earlier conversation was gone and this one took its place. */
  readonly replaced: boolean;
}

/** Before anything happened. */
export const INITIAL: ChatState = {
  phase: "idle",
  link: "connecting",
  transcript: EMPTY,
  pending: [],
  typing: null,
  queue: null,
  leaving: false,
  unread: 0,
  problem: null,
  replaced: false,
};
