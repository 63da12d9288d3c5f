import type { AgentRef } from "./types";

/** The service answered, and the answer was no. `code` is stable, `message` is for developers. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Seconds to wait before asking again, when the service said so. */
    readonly retryAfter: number | null = null,
    /** Who holds the conversation, with `already_taken`. */
    readonly assignee: AgentRef | null = null,
    /** Why the citizen cannot be written to, with `channel_closed`: a code. */
    readonly reason: string | null = null,
    /** What is wrong with a list that was to be kept, with `invalid_office`. */
    readonly problems: readonly unknown[] = [],
  ) {
    super(message);
  }
}

/** No answer at all: no network, a restart, a timeout. What was asked may or may not have happened. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
}

/** True when asking again later, with the same key, is the right thing to do. */
export function isPassing(error: unknown): boolean {
  if (error instanceof NetworkError) return true;
  return error instanceof ServiceError && (error.status >= 500 || error.status === 429);
}

/** True when the session is over and the agent has to sign in again. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ServiceError && error.code === "not_signed_in";
}

interface ErrorBody {
  code?: unknown;
  message?: unknown;
  retry_after?: unknown;
  assignee?: unknown;
  reason?: unknown;
  problems?: unknown;
}

/** Reads the service's error shape `{"error":{"code","message",...}}`; anything else becomes `http_<status>`. */
export function serviceError(status: number, body: unknown): ServiceError {
  const error = (body as { error?: ErrorBody } | null)?.error ?? {};
  const fallback = status === 401 ? "not_signed_in" : `http_${status}`;
  return new ServiceError(
    status,
    typeof error.code === "string" ? error.code : fallback,
    typeof error.message === "string" ? error.message : `HTTP ${status}`,
    typeof error.retry_after === "number" ? error.retry_after : null,
    agentRef(error.assignee),
    typeof error.reason === "string" ? error.reason : null,
    Array.isArray(error.problems) ? error.problems : [],
  );
}

function agentRef(value: unknown): AgentRef | null {
  if (typeof value !== "object" || value === null) return null;
  const { id, name } = value as { id?: unknown; name?: unknown };
  return typeof name === "string" ? { id: String(id ?? ""), name } : null;
}
