import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, ApiError, httpApi } from "../src/core/api";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let api: Api;
let answer: Answer;
let body = "";
let seen: IncomingMessage | null = null;
const session = { conversationId: "a/b", token: "secret" };

const json =
  (status: number, value: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(JSON.stringify(value));
  };

beforeAll(async () => {
  server = createServer((request, response) => {
    seen = request;
    body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => answer(request, response));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  api = httpApi(`http://127.0.0.1:${port}`, fetch);
});

afterAll(() => new Promise((ended) => server.close(ended)));

/** What a refused request threw. */
async function problem(work: Promise<unknown>): Promise<ApiError> {
  const result = await work.catch((thrown: unknown) => thrown);
  if (!(result instanceof ApiError)) throw new Error("it was not refused");
  return result;
}

describe("requests", () => {
  it("carry the token in a header and never in the address", async () => {
    answer = json(200, { events: [], last_seq: 0 });
    await api.events(session, 7);
    expect(seen?.url).toBe("/api/conversations/a%2Fb/events?after=7");
    expect(seen?.headers.authorization).toBe("Bearer secret");
  });

  it("send a typed text as text and a button as its payload alone", async () => {
    answer = json(202, { seq: 3 });
    await api.send(session, { key: "k", text: "Hi ☃", payload: "" });
    expect(JSON.parse(body)).toEqual({ key: "k", text: "Hi ☃" });
    await api.send(session, { key: "k", text: "Yes", payload: "/affirm" });
    expect(JSON.parse(body)).toEqual({ key: "k", payload: "/affirm" });
  });

  it("create a conversation in a language", async () => {
    answer = json(201, { conversation_id: "c", token: "t" });
    expect(await api.create("es")).toEqual({ conversationId: "c", token: "t" });
    expect(JSON.parse(body)).toEqual({ language: "es" });
  });
});

describe("refusals", () => {
  it("keep the service's code and how long it wants us to wait", async () => {
    answer = json(429, { error: { code: "too_many_messages", retry_after: 12 } });
    const refused = await problem(api.events(session, 0));
    expect(refused).toMatchObject({
      code: "too_many_messages",
      retryAfterMs: 12_000,
      passing: true,
    });
    answer = json(429, { error: { code: "too_many_messages" } }, { "Retry-After": "5" });
    expect((await problem(api.events(session, 0))).retryAfterMs).toBe(5_000);
  });

  it("of the service itself can mean that the conversation is gone", async () => {
    answer = json(404, { error: { code: "unknown_conversation" } });
    expect((await problem(api.events(session, 0))).gone).toBe(true);
    answer = json(401, { error: { code: "wrong_token" } });
    expect((await problem(api.events(session, 0))).gone).toBe(true);
  });

  it.each([401, 403, 404, 511])(
    "%i by a proxy or a captive portal says nothing of the kind",
    async (status) => {
      answer = (_request, response) => {
        response.writeHead(status, { "Content-Type": "text/html" });
        response.end("<h1>Please sign in to the network</h1>");
      };
      const refused = await problem(api.events(session, 0));
      expect(refused).toMatchObject({ code: "network", gone: false, passing: true });
    },
  );

  it("of a text are final", async () => {
    answer = json(422, { error: { code: "text_too_long" } });
    expect(await problem(api.events(session, 0))).toMatchObject({ passing: false, gone: false });
  });
});

describe("answers that are none", () => {
  it.each([
    ["a page that says 200", json(200, "welcome")],
    ["a torn answer", ((_request, response) => response.destroy()) as Answer],
    ["something else than events", json(200, { events: 7, last_seq: 1 })],
  ])("%s counts as a failure of the network", async (_what, given) => {
    answer = given;
    expect(await problem(api.events(session, 0))).toMatchObject({ code: "network", passing: true });
  });

  it("a message is not taken for delivered when a captive portal answers", async () => {
    answer = (_request, response) => {
      response.writeHead(200, { "Content-Type": "text/html" });
      response.end("<h1>Please sign in</h1>");
    };
    const refused = await problem(api.send(session, { key: "k", text: "Hi", payload: "" }));
    expect(refused).toMatchObject({ code: "network", passing: true });
    answer = json(200, { ok: true });
    await expect(api.send(session, { key: "k", text: "Hi", payload: "" })).rejects.toThrow(
      "network",
    );
  });
});
