import { NetworkError, serviceError } from "./errors";

/** Longest time one request may take, in milliseconds. */
const PATIENCE = 20_000;

/** The browser's `fetch`, or a test's. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Asks the service; answers its JSON, or null when it had none. Throws ServiceError or NetworkError. */
export type Ask = (method: string, path: string, body?: object) => Promise<unknown>;

/**
 * One way to ask the service over `fetch`. `onDate` is told the server's own time (ms since 1970)
 * with each answer, so that waiting times are right on a computer whose clock is not.
 */
export function createAsk(fetcher: Fetch, onDate: (serverNow: number) => void): Ask {
  return async (method, path, body) => {
    const response = await send(fetcher, method, path, body);
    const date = Date.parse(response.headers.get("Date") ?? "");
    if (!Number.isNaN(date)) onDate(date);
    const answer = await readJson(response);
    if (!response.ok) throw serviceError(response.status, answer);
    return answer;
  };
}

async function send(fetcher: Fetch, method: string, url: string, body?: object) {
  const init: RequestInit = {
    method,
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { "Content-Type": "application/json" };
  }
  try {
    return await fetcher(url, init);
  } catch (error) {
    throw new NetworkError(error instanceof Error ? error.message : "no answer");
  }
}

async function readJson(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch {
    // A cut connection in the middle of a good answer is as if there had been none; an error
    // page of a proxy in front of the service has a status that says enough.
    if (response.ok) throw new NetworkError("the answer was cut short");
    return null;
  }
}
