/** The service's HTTP side, as the widget uses it. */
import { type EventsPage, parsePage } from "./protocol";
import type { Session } from "./session";

/** How long an answer may take before the attempt counts as failed, in milliseconds. */
const PATIENCE_MS = 20_000;

/**
 * A request that was not answered as wished. `code` is the service's own error
 * code, or "network" when no usable answer came at all.
 */
export class ApiError extends Error {
  /**
   * @param status HTTP status, 0 for none
   * @param retryAfterMs when the service asks to wait, in milliseconds; else 0
   */
  constructor(
    readonly code: string,
    readonly status = 0,
    readonly retryAfterMs = 0,
  ) {
    super(code);
  }

  /** The conversation or the right to it does not exist any more. */
  get gone(): boolean {
    return this.status === 401 || this.status === 404;
  }

  /** Worth trying again without any change. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** What the widget asks of the service. */
export interface Api {
  /** Opens a conversation in the given language. Throws ApiError. */
  create(language: string): Promise<Session>;
  /** Sends one message, typed or of a button; the same key again is harmless. Throws ApiError. */
  send(session: Session, letter: { key: string; text: string; payload: string }): Promise<void>;
  /** The events after `after`, at most 500. Throws ApiError. */
  events(session: Session, after: number): Promise<EventsPage>;
}

/**
 * The API over fetch.
 *
 * @param origin scheme, host and port of the service, without a slash at the end
 */
export function httpApi(origin: string, doFetch: typeof fetch): Api {
  const base = `${origin}/api/conversations`;
  const call = (path: string, token: string, body?: object) =>
    request(doFetch, base + path, token, body);
  return {
    async create(language) {
      const raw = (await call("", "", { language })) as Record<string, unknown> | null;
      const { conversation_id: conversationId, token } = raw ?? {};
      if (typeof conversationId !== "string" || typeof token !== "string")
        throw new ApiError("network");
      return { conversationId, token };
    },
    async send(session, { key, text, payload }) {
      const body = payload ? { key, payload } : { key, text };
      const path = `/${encodeURIComponent(session.conversationId)}/messages`;
      const raw = (await call(path, session.token, body)) as { seq?: unknown } | null;
      // Only the service's own word counts: a captive portal answers 200 to everything.
      if (typeof raw?.seq !== "number") throw new ApiError("network");
    },
    async events(session, after) {
      const path = `/${encodeURIComponent(session.conversationId)}/events?after=${after}`;
      const page = parsePage(await call(path, session.token));
      if (!page) throw new ApiError("network");
      return page;
    },
  };
}

async function request(
  doFetch: typeof fetch,
  url: string,
  token: string,
  body?: object,
): Promise<unknown> {
  const headers: Record<string, string> = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const hangUp = new AbortController();
  const timer = setTimeout(() => hangUp.abort(), PATIENCE_MS);
  try {
    const response = await doFetch(url, {
      method: body ? "POST" : "GET",
      headers,
      body: body ? JSON.stringify(body) : null,
      signal: hangUp.signal,
      cache: "no-store",
      credentials: "same-origin",
      referrerPolicy: "strict-origin",
    });
    if (response.ok) return await response.json();
    throw await refusal(response);
  } catch (problem) {
    throw problem instanceof ApiError ? problem : new ApiError("network");
  } finally {
    clearTimeout(timer);
  }
}

/** Turns an error answer into an ApiError; a proxy's answer without our JSON is told by status alone. */
async function refusal(response: Response): Promise<ApiError> {
  const raw = (await response.json().catch(() => null)) as {
    error?: { code?: unknown; retry_after?: unknown };
  } | null;
  const code = raw?.error?.code;
  if (typeof code !== "string") return withoutCode(response.status);
  const seconds = Number(raw?.error?.retry_after ?? response.headers.get("Retry-After"));
  return new ApiError(code, response.status, seconds > 0 ? seconds * 1_000 : 0);
}

/**
 * An error page that is not the service's own (a proxy, a captive portal) says
 * nothing about the conversation: it counts as a failure of the network.
 */
function withoutCode(status: number): ApiError {
  return new ApiError("network", status >= 500 || status === 429 ? status : 0);
}
