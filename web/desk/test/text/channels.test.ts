import { describe, expect, it } from "vitest";
import type { Attachment, ControlEvent } from "../../src/api/events";
import {
  channelName,
  inboxOf,
  isWorthAgain,
  plainName,
  reachLine,
  whyClosed,
  whyNotDelivered,
} from "../../src/text/channels";
import { fileName, fileSize, fileState, lookOf, mapLink } from "../../src/text/files";
import { controlLine, speaker } from "../../src/text/lines";
import { AT, said } from "../fakes/data";

const ana = { channel: "telegram", name: "Ana" };
const nobody = { channel: "messenger", name: null };

describe("channels in words", () => {
  it.each([
    ["web", "Website"],
    ["telegram", "Telegram"],
    ["messenger", "Facebook Messenger"],
    ["carrier_pigeon", "Carrier pigeon"],
  ])("%s is %s", (id, name) => expect(channelName(id)).toBe(name));

  it("say where staff answer", () => {
    expect(inboxOf("messenger")).toBe("in the Facebook inbox");
    expect(inboxOf("telegram")).toBe("on Telegram itself");
  });

  it.each(["blocked", "gone", "window_closed", "something_new", ""])(
    "say why %s closes a channel, and what can be done, with or without a name",
    (reason) => {
      for (const scene of [ana, nobody]) {
        const { why, can } = whyClosed(reason, scene);
        expect(why).toContain(channelName(scene.channel));
        expect(can).not.toBe("");
        expect(`${why}${can}`).not.toContain("_");
      }
    },
  );

  it("do not call a nameless citizen by a name", () => {
    expect(whyNotDelivered("blocked", "Your message", nobody).why).toBe(
      "The citizen has blocked us on Facebook Messenger; your message was not delivered.",
    );
    expect(whyNotDelivered("unconfirmed", "This message", nobody).can).toContain("ask the citizen");
  });

  it("offer to send again only what bad luck held up", () => {
    expect(isWorthAgain(["refused", "unconfirmed"])).toBe(true);
    expect(isWorthAgain(["gave_up"])).toBe(true);
    expect(isWorthAgain(["blocked", "maybe_twice", "too_large"])).toBe(false);
  });

  it("tell when the citizen is lost and back", () => {
    expect(reachLine(false, "blocked", ana)).toContain("Ana has blocked us on Telegram");
    expect(reachLine(true, "", ana)).toBe("Ana can be reached on Telegram again");
  });

  it("take nothing from a name that hides or turns text", () => {
    expect(plainName("\u202egnp.exe\u0000\n  Ana\u200b")).toBe("gnp.exe Ana");
    expect(plainName(null)).toBe("");
  });
});

describe("staff outside of the desk", () => {
  const clerk = { id: "outside:messenger", name: "The agency" };
  const event = (fields: Partial<ControlEvent>): ControlEvent => ({
    seq: 1,
    at: AT,
    type: "control",
    author: "system",
    control: "agent",
    ...fields,
  });

  it.each([
    [{ agent: clerk }, "Staff answered in the Facebook inbox; the bot is silent now"],
    [
      { control: "queued", reason: "clerk_away", by: clerk },
      "Nobody answered in the Facebook inbox any more: the conversation is in the queue",
    ],
    [{ agent: { id: "a1", name: "Mari" } }, "Mari took the conversation"],
  ] as [Partial<ControlEvent>, string][])("%o", (fields, line) => {
    expect(controlLine(event(fields), [], "messenger")).toBe(line);
  });

  it("are never taken for me, whatever their name", () => {
    expect(speaker({ ...said(1, "agent"), name: "Mari", outside: true }, "Mari")).toBe("Mari");
  });
});

describe("files", () => {
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
  const found = { mime: "image/png", size: 5, refused: null };

  it.each([
    ["before it has come", file(), undefined, { at: "coming" }],
    ["once it is here", file(), found, { at: "here", look: "picture", size: 5 }],
    ["refused at once", file({ refused: "kind", url: null }), undefined, { reason: "kind" }],
    ["refused later", file(), { ...found, refused: "gone" }, { at: "refused", reason: "gone" }],
    ["a contact", file({ kind: "contact", url: null }), undefined, { at: "told" }],
    ["a place", file({ latitude: 1, longitude: 0, url: null }), undefined, { at: "place" }],
  ] as const)("stand as %s", (_, one, settled, stage) => {
    expect(fileState(one, settled)).toMatchObject(stage);
  });

  it.each([
    ["image/jpeg", "picture"],
    ["image/svg+xml", "file"],
    ["audio/ogg", "sound"],
    ["video/mp4", "film"],
    ["text/html", "file"],
    [null, "file"],
  ])("found to be %s look like a %s", (mime, look) => expect(lookOf(mime)).toBe(look));

  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1 KB"],
    [999_499, "999 KB"],
    [999_500, "1.0 MB"],
    [20_000_000, "20 MB"],
    [null, ""],
  ])("of %s bytes are of %s", (bytes, words) => expect(fileSize(bytes)).toBe(words));

  it("go by their kind when they have no name of their own", () => {
    expect(fileName(file({ name: " \u202e", kind: "voice" }))).toBe("Voice message");
    expect(fileName(file({ kind: "video_note" }))).toBe("Video note");
  });

  it("link a place to a map", () => {
    expect(mapLink(-1.5, 0.000001)).toBe(
      "https://www.openstreetmap.org/?mlat=-1.50000&mlon=0.00000#map=17/-1.50000/0.00000",
    );
  });
});
