import { describe, expect, it } from "vitest";
import {
  addEvents,
  countUnread,
  EMPTY,
  hasGap,
  liveButtons,
  offeredButton,
  type Transcript,
} from "../src/core/transcript";
import { control, parsed, said } from "./fakes";

const texts = (transcript: Transcript): string[] =>
  transcript.items.flatMap((item) => (item.kind === "message" ? [item.message.text] : []));

const buttons = [{ title: "Yes", payload: "/affirm" }];

describe("the transcript", () => {
  it("applies each event once, however often it comes", () => {
    const events = parsed(said(1, "bot", "a"), said(2, "citizen", "b"));
    const twice = addEvents(addEvents(EMPTY, events), [...events, ...events]);
    expect(texts(twice)).toEqual(["a", "b"]);
    expect(twice.lastSeq).toBe(2);
    expect(hasGap(twice)).toBe(false);
  });

  it("holds back what follows a gap and goes on when the gap is filled", () => {
    const [one, two, three] = parsed(said(1, "bot", "1"), said(2, "bot", "2"), said(3, "bot", "3"));
    if (!one || !two || !three) throw new Error("three events");
    const gap = addEvents(EMPTY, [one, three]);
    expect(texts(gap)).toEqual(["1"]);
    expect(hasGap(gap)).toBe(true);
    const filled = addEvents(gap, [two]);
    expect(texts(filled)).toEqual(["1", "2", "3"]);
    expect(hasGap(filled)).toBe(false);
  });

  it("ends the same in whatever order a log arrives", () => {
    const log = parsed(...Array.from({ length: 40 }, (_, i) => said(i + 1, "bot", `m${i + 1}`)));
    for (let step = 1; step < 40; step += 2) {
      let transcript = EMPTY;
      // Steps through the log in strides; 41 is prime, so each event comes once and none in order.
      for (let i = 1; i <= 40; i += 1) {
        const event = log[((i * step) % 41) - 1];
        if (event) transcript = addEvents(transcript, [event, event]);
      }
      expect(texts(transcript)).toEqual(texts(addEvents(EMPTY, log)));
    }
  });

  it("counts an event of an unknown type and shows nothing of it", () => {
    const later = { seq: 2, at: "", type: "feedback", author: "citizen", stars: 5 };
    const transcript = addEvents(EMPTY, parsed(said(1, "bot", "a"), later, said(3, "bot", "b")));
    expect(texts(transcript)).toEqual(["a", "b"]);
    expect(transcript.lastSeq).toBe(3);
  });

  it("knows who has control and by which name", () => {
    const agent = addEvents(EMPTY, parsed(control(1, "queued"), control(2, "agent", "Mari")));
    expect([agent.control, agent.agentName]).toEqual(["agent", "Mari"]);
    const back = addEvents(agent, parsed(control(3, "bot")));
    expect([back.control, back.agentName]).toEqual(["bot", ""]);
  });
});

describe("the language", () => {
  it("is that of the start until an answer comes in another", () => {
    const log = parsed(
      { seq: 1, type: "started", author: "system", language: "en" },
      said(2, "bot", "Hello"),
      said(3, "citizen", "en español"),
      said(4, "bot", "Claro"),
      { seq: 5, type: "language", author: "bot", language: "es" },
      said(6, "system", "Un momento"),
    );
    const transcript = addEvents(EMPTY, log);
    expect(transcript.language).toBe("es");
    const spoken = transcript.items.map((item) => (item.kind === "message" ? item.language : ""));
    expect(spoken).toEqual(["en", "en", "es", "es"]);
  });
});

describe("an edited message", () => {
  const edit = (seq: number, of_seq: number, text: string) => ({
    seq,
    at: "",
    type: "edited",
    author: "citizen",
    of_seq,
    text,
  });
  const log = parsed(
    said(1, "citizen", "14 March"),
    said(2, "bot", "Thanks", { buttons }),
    edit(3, 1, "15 March"),
    edit(4, 1, "16 March"),
    edit(5, 9, "of nothing"),
  );

  it("has its newest words in its own place, and no line of its own", () => {
    const transcript = addEvents(EMPTY, log);
    expect(texts(transcript)).toEqual(["16 March", "Thanks"]);
    expect(transcript.items.map((item) => "edited" in item)).toEqual([true, false]);
    expect(transcript.lastSeq).toBe(5);
  });

  it("is the same however often and in whatever order its edits come", () => {
    const backwards = [...log].reverse().flatMap((event) => [event, event]);
    const transcript = backwards.reduce((so, event) => addEvents(so, [event]), EMPTY);
    expect(transcript.items).toEqual(addEvents(EMPTY, log).items);
  });

  it("leaves the buttons of the newest message alive", () => {
    expect(liveButtons(addEvents(EMPTY, log))).toEqual(buttons);
  });
});

describe("buttons", () => {
  it("are live on the newest message only", () => {
    const asked = addEvents(EMPTY, parsed(said(1, "bot", "sure?", { buttons })));
    expect(liveButtons(asked)).toEqual(buttons);
    expect(liveButtons(addEvents(asked, parsed(said(2, "citizen", "hm"))))).toEqual([]);
    expect(liveButtons(addEvents(asked, parsed(said(2, "bot", "well"))))).toEqual([]);
  });

  it("are dead once control has changed", () => {
    const asked = addEvents(
      EMPTY,
      parsed(said(1, "bot", "sure?", { buttons }), control(2, "queued")),
    );
    expect(liveButtons(asked)).toEqual([]);
  });

  it("that were offered once are found again, in whatever language, the first of them", () => {
    const person = (title: string) => ({ buttons: [{ title, payload: "/person" }] });
    const log = parsed(
      said(1, "bot", "hi", person("A person")),
      said(2, "bot", "hola", person("Una persona")),
    );
    expect(offeredButton(addEvents(EMPTY, log), "/person")?.title).toBe("A person");
    expect(offeredButton(addEvents(EMPTY, log), "/horse")).toBeNull();
  });

  it("of anybody but bot and system are ignored", () => {
    const forged = parsed(
      said(1, "citizen", "look", { buttons }),
      said(2, "agent", "hm", { buttons }),
    );
    expect(liveButtons(addEvents(EMPTY, forged))).toEqual([]);
  });
});

it("unread are the messages of others after the reading mark", () => {
  const log = parsed(
    said(1, "bot", "a"),
    said(2, "citizen", "b"),
    control(3, "agent"),
    said(4, "agent", "c"),
  );
  expect(countUnread(addEvents(EMPTY, log), 1)).toBe(1);
  expect(countUnread(addEvents(EMPTY, log), 4)).toBe(0);
});
