import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, describe, expect, it } from "vitest";
import type { Attachment, DeskEvent } from "../../src/api/events";
import type { Summary } from "../../src/api/types";
import type { Desk } from "../../src/desk/desk";
import { type About, nothingSaid } from "../../src/state/about";
import type { OpenConversation } from "../../src/state/conversations";
import { emptyTranscript } from "../../src/state/transcript";
import { Attachments } from "../../src/ui/Attachments";
import { DeskContext } from "../../src/ui/context";
import { Entry } from "../../src/ui/Entry";
import { Source } from "../../src/ui/Source";
import { type Stage, StageContext } from "../../src/ui/scene";
import { Composer } from "../../src/ui/writing/Composer";
import { mari, mine, said, summary } from "../fakes/data";
import { FakeOffice } from "../fakes/desk";

const ticker = { now: () => 0, subscribe: () => () => undefined };
const ana: Stage = { id: "c", channel: "telegram", name: "Ana", canSend: true };

let desk: Desk;

beforeEach(() => {
  desk = new FakeOffice().desk();
  desk.store.dispatch({ type: "session/signedIn", me: mari });
});

const html = (node: ReactNode, stage = ana) =>
  renderToStaticMarkup(
    <DeskContext value={{ desk, ticker }}>
      <StageContext value={stage}>{node}</StageContext>
    </DeskContext>,
  );

/** What is to be read, without the markup. */
const words = (node: ReactNode, stage = ana) =>
  html(node, stage)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

const file = (fields: Partial<Attachment> = {}): Attachment => ({
  number: 0,
  kind: "document",
  name: null,
  mime: null,
  size: null,
  latitude: null,
  longitude: null,
  refused: null,
  url: "/api/desk/conversations/c/attachments/2/0",
  ...fields,
});

const here = (mime: string): About => ({
  ...nothingSaid,
  files: new Map([[0, { mime, size: 2_400_000, refused: null }]]),
});

const files = (one: Attachment, about = nothingSaid) =>
  html(<Attachments files={[one]} about={about} from="Ana" />);

describe("files", () => {
  it("are shown by what was found inside, not by what they are called", () => {
    const evil = file({ kind: "photo", name: "<b>cat</b>.png", mime: "image/png" });
    const shown = files(evil, here("text/html"));
    expect(shown).not.toContain("<img");
    expect(shown).not.toContain("<b>cat");
    expect(shown).toContain("download=");
    expect(shown).toContain("2.4 MB");
  });

  it.each([
    ["image/webp", '<img src="/api/desk/conversations/c/attachments/2/0" alt="Photo from Ana"'],
    ["audio/ogg", "<audio "],
    ["video/mp4", "<video "],
  ])("of type %s have a place of their own", (mime, tag) => {
    expect(files(file({ kind: "photo" }), here(mime))).toContain(tag);
  });

  it("load nothing before they are here", () => {
    const shown = files(file({ kind: "photo", url: "/api/desk/conversations/c/attachments/2/0" }));
    expect(shown).not.toContain("attachments/2/0");
    expect(shown).toContain("is being fetched");
  });
});

describe("entries", () => {
  const entry = (event: DeskEvent, about: About = nothingSaid, stage = ana) =>
    words(<Entry event={event} about={about} back={null} />, stage);
  const unsure: About = { ...nothingSaid, failures: ["unconfirmed"] };
  const mineSaid = { ...said(4, "agent", "hello"), name: "Mari" };

  it("offer to send again only to who can send, and only once", () => {
    expect(entry(mineSaid, unsure)).toContain("Send again");
    expect(entry(mineSaid, unsure, { ...ana, canSend: false })).not.toContain("Send again");
    const again = entry(mineSaid, { ...unsure, saidAgain: true });
    expect(again).toContain("Sent again below.");
    desk.sendAgain("c", "hello");
    expect(entry(mineSaid, unsure)).toContain("Sent again below.");
  });

  it("never offer to send the bot's words as mine", () => {
    expect(entry(said(4, "bot", "hello"), { ...nothingSaid, failures: ["gave_up"] })).not.toContain(
      "Send again",
    );
  });

  it("tell a failed notice at the line it was about", () => {
    const event: DeskEvent = { ...said(4), type: "control", author: "system", control: "bot" };
    const told = entry(event, { ...nothingSaid, failures: ["blocked"] });
    expect(told).toContain("Ana has blocked us on Telegram; the notice of this was not delivered.");
  });

  it("show nothing of a message without words but its files", () => {
    const event = { ...said(4, "citizen", ""), attachments: [file({ name: "a.pdf" })] };
    expect(html(<Entry event={event} about={nothingSaid} back={null} />)).not.toContain('"words"');
    expect(entry(event)).toContain("Document: a.pdf is being fetched…");
  });

  it("name staff elsewhere by what they are", () => {
    const event = { ...said(4, "agent"), name: "Mari", outside: true };
    const told = entry(event, nothingSaid, { ...ana, channel: "messenger" });
    expect(told).toContain("Mari answered in the Facebook inbox");
    expect(told).not.toContain("(you)");
  });
});

describe("the composer", () => {
  const composer = (row: Summary, closed: string | null, isMine = true) =>
    words(<Composer open={open} mine={isMine} summary={row} closed={closed} />);
  const open: OpenConversation = {
    id: "c",
    summary: null,
    brief: null,
    sending: { open: true },
    transcript: emptyTranscript,
    loading: "ready",
  };
  const row = mine("c", { channel: "telegram", address_name: "Ana" });

  it("offers no answer while the channel takes none, but always a note", () => {
    desk.store.dispatch({ type: "draft/written", id: "c", kind: "answer", text: "half" });
    const told = composer(row, "blocked");
    expect(told).toContain("Ana has blocked us on Telegram.");
    expect(told).toContain("What you were writing is kept: half");
    expect(told).not.toContain("Send answer");
    expect(told).toContain("Save note");
    expect(composer(row, null)).toContain("Send answer");
  });

  it("tells it before somebody takes the conversation, too", () => {
    const waiting = summary("c", { channel: "messenger" });
    expect(composer(waiting, "window_closed", false)).toContain("Facebook Messenger lets nobody");
  });

  it("says that what staff elsewhere have can be taken", () => {
    const outside = { id: "outside:messenger", name: "The agency" };
    const told = composer(summary("c", { control: "agent", assignee: outside }), null, false);
    expect(told).toContain("Take the conversation to answer.");
  });
});

it("a source names channel, language and the citizen, who is nobody we know", () => {
  const of = { channel: "messenger", language: "es", address_name: "Luis" };
  expect(words(<Source of={of} />)).toContain(
    "Facebook Messenger · Spanish · calls themselves “Luis”",
  );
  expect(words(<Source of={{ channel: "web", language: "en" }} />)).not.toContain("calls");
});
