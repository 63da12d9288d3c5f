import type { Me, Presence } from "../api/types";

/**
 * starting: not known yet. unreachable: the service did not answer when the desk started.
 * signed_out: nobody. expired: somebody whose session ended in the middle of work.
 */
export type SessionPhase = "starting" | "unreachable" | "signed_out" | "expired" | "signed_in";

/** Who is at the desk. */
export interface Session {
  readonly phase: SessionPhase;
  readonly me: Me | null;
}

/** Before the service was asked. */
export const startingSession: Session = { phase: "starting", me: null };

/** What can happen to the session. */
export type SessionAction =
  | { type: "session/signedIn"; me: Me }
  | { type: "session/signedOut" }
  | { type: "session/expired" }
  | { type: "session/unreachable" }
  | { type: "session/presence"; presence: Presence };

/** Moves the session. */
export function session(state: Session, action: SessionAction): Session {
  switch (action.type) {
    case "session/signedIn":
      return { phase: "signed_in", me: action.me };
    case "session/signedOut":
      return { phase: "signed_out", me: null };
    case "session/expired":
      // Who it was is kept, so that the same agent comes back to the same work.
      return state.me ? { ...state, phase: "expired" } : { phase: "signed_out", me: null };
    case "session/unreachable":
      return state.phase === "starting" ? { ...state, phase: "unreachable" } : state;
    case "session/presence":
      return state.me ? { ...state, me: { ...state.me, presence: action.presence } } : state;
  }
}
