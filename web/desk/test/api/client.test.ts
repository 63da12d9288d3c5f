import { describe, expect, it } from "vitest";
import { createApi } from "../../src/api/client";
import { isPassing, isSignedOut, NetworkError, ServiceError } from "../../src/api/errors";
import { AT, brief, said, summary } from "../fakes/data";

function apiThatAnswers(status: number, body: unknown, asked: unknown[] = []) {
  return createApi(
    async (url, init) => {
      asked.push([
        init.method,
        url,
        init.body === undefined ? null : JSON.parse(String(init.body)),
      ]);
      const text = typeof body === "string" ? body : JSON.stringify(body);
      return new Response(status === 204 ? null : text, { status });
    },
    () => undefined,
  );
}

const failure = async (work: Promise<unknown>) => work.then(() => null).catch((error) => error);

describe("api", () => {
  it("asks for a conversation after a seq and reads its events", async () => {
    const asked: unknown[] = [];
    const page = { conversation: summary("c"), brief: brief(), events: [said(8)], last_seq: 8 };
    const answer = await apiThatAnswers(200, page, asked).conversation("c/1", 7);
    expect(asked).toEqual([["GET", "/api/desk/conversations/c%2F1?after=7", null]]);
    expect(answer.events).toEqual([said(8)]);
  });

  it("sends key and text and answers the seq", async () => {
    const asked: unknown[] = [];
    expect(await apiThatAnswers(202, { seq: 9 }, asked).say("c", "k", "hello")).toBe(9);
    const body = { key: "k", text: "hello" };
    expect(asked).toEqual([["POST", "/api/desk/conversations/c/messages", body]]);
  });

  it("leaves out a note that is only blanks", async () => {
    const asked: unknown[] = [];
    await apiThatAnswers(200, { conversation: summary("c") }, asked).close("c", "resolved", "  ");
    expect(asked).toEqual([
      ["POST", "/api/desk/conversations/c/close", { disposition: "resolved" }],
    ]);
  });

  it("reads the service's errors with who has it and how long to wait", async () => {
    const error = {
      code: "already_taken",
      message: "m",
      assignee: { id: "a2", name: "Jaan" },
      retry_after: 3,
    };
    const thrown = await failure(apiThatAnswers(409, { error }).accept("c"));
    expect(thrown).toBeInstanceOf(ServiceError);
    expect(thrown).toMatchObject({
      status: 409,
      code: "already_taken",
      assignee: { id: "a2", name: "Jaan" },
      retryAfter: 3,
    });
  });

  it("reads why a channel is closed", async () => {
    const error = { code: "channel_closed", message: "m", reason: "window_closed" };
    const thrown = await failure(apiThatAnswers(409, { error }).say("c", "k", "t"));
    expect(thrown).toMatchObject({ code: "channel_closed", reason: "window_closed" });
    expect(isPassing(thrown)).toBe(false);
  });

  it("asks for each act as the service takes it", async () => {
    const asked: unknown[] = [];
    const api = apiThatAnswers(200, { conversation: summary("c"), seq: 1 }, asked);
    const step = { title: "Go on", payload: "/go" };
    await api.decline("c");
    await api.correct("c", "number", "12");
    await api.endHelp("c", "a2");
    await api.returnToBot("c", "", step);
    await api.whisper("c", "k", "psst");
    await api.route("c", { team: null, priority: 4 });
    const at = "/api/desk/conversations/c";
    expect(asked).toEqual([
      ["POST", `${at}/decline`, {}],
      ["PUT", `${at}/slots`, { name: "number", value: "12" }],
      ["POST", `${at}/help/end`, { colleague: "a2" }],
      ["POST", `${at}/return`, { step }],
      ["POST", `${at}/notes`, { key: "k", text: "psst", whisper: true }],
      ["POST", `${at}/route`, { team: null, priority: 4 }],
    ]);
  });

  it("takes nobody to serve for none, and an answer without a list for an empty one", async () => {
    expect(await apiThatAnswers(204, null).next()).toBeNull();
    expect(await apiThatAnswers(200, { reason: "away" }).suggestions("c")).toEqual([]);
  });

  it("takes the error page of a proxy for what its status says", async () => {
    const thrown = await failure(apiThatAnswers(502, "<html>").me());
    expect(thrown).toMatchObject({ code: "http_502" });
    expect(isPassing(thrown)).toBe(true);
  });

  it("takes an answer cut short for no answer", async () => {
    expect(await failure(apiThatAnswers(200, '{"seq":').me())).toBeInstanceOf(NetworkError);
  });

  it("tells a wrong login from a session that ended", async () => {
    const wrong = await failure(
      apiThatAnswers(401, { error: { code: "wrong_login", message: "" } }).login("a", "b"),
    );
    expect(isSignedOut(wrong)).toBe(false);
    expect(isSignedOut(await failure(apiThatAnswers(401, "").me()))).toBe(true);
  });

  it("learns the server's time from its answers", async () => {
    const times: number[] = [];
    const headers = { Date: "Mon, 03 Mar 2031 09:00:00 GMT" };
    const api = createApi(
      async () => new Response("{}", { headers }),
      (now) => times.push(now),
    );
    await api.me();
    expect(times).toEqual([Date.parse(AT)]);
  });
});
