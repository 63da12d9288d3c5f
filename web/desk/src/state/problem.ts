import { NetworkError, ServiceError } from "../api/errors";

/** Why something did not work, without words; text/problems.ts turns it into a sentence. */
export interface Problem {
  /** The service's error code, or `network` when there was no answer. */
  readonly code: string;
  /** The service's own sentence, for codes this desk has none for. */
  readonly sentence: string;
  /** Who has the conversation, when the service said so. */
  readonly holder: string | null;
  /** Seconds to wait, when the service said so. */
  readonly retryAfter: number | null;
  /** Why the citizen cannot be written to, with `channel_closed`: a code. */
  readonly reason?: string | null;
}

/** What is known about a failure. Anything that is not from the service or the network is ours. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ServiceError) {
    return {
      code: error.code,
      sentence: error.message,
      holder: error.assignee?.name ?? null,
      retryAfter: error.retryAfter,
      reason: error.reason,
    };
  }
  const code = error instanceof NetworkError ? "network" : "desk_error";
  return { code, sentence: "", holder: null, retryAfter: null };
}
