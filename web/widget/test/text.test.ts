import { describe, expect, it } from "vitest";
import { chooseLanguage } from "../src/core/language";
import { codePoints } from "../src/core/limits";
import { linkify } from "../src/core/linkify";
import { formatTime } from "../src/core/time";

const links = (text: string) =>
  linkify(text).flatMap((p) => ("href" in p ? [[p.text, p.href]] : []));

describe("links", () => {
  it("are web and mail addresses", () => {
    expect(links("see https://a.example/x?y=1#z or www.b.example or me@c.example")).toEqual([
      ["https://a.example/x?y=1#z", "https://a.example/x?y=1#z"],
      ["www.b.example", "https://www.b.example/"],
      ["me@c.example", "mailto:me@c.example"],
    ]);
  });

  it("end before the punctuation of the sentence", () => {
    expect(links("Look (https://a.example/b_(c)). Yes!")[0]?.[0]).toBe("https://a.example/b_(c)");
    expect(links("https://a.example/x, then")[0]?.[0]).toBe("https://a.example/x");
  });

  it("never lead to a script, a file or anything but web and mail", () => {
    expect(
      links("javascript:alert(1) data:text/html,x file:///etc/passwd ftp://a.example"),
    ).toEqual([]);
  });

  it("leave case numbers and telephone numbers alone", () => {
    expect(links("APP-2041-7739, 800-555-0100")).toEqual([]);
  });

  it("joined with the rest give the text again, letter for letter", () => {
    for (const text of ["", "a", "<b>https://a.example</b>", "x@y.z www.q.example!!", "https://"]) {
      expect(
        linkify(text)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }
  });
});

it("length is counted in code points, as the service counts", () => {
  expect(codePoints("naïve")).toBe(5);
  expect(codePoints("👍🏽")).toBe(2);
});

it("the first language we speak is chosen, else English", () => {
  expect(chooseLanguage(["", null, "es-MX", "en"])).toBe("es");
  expect(chooseLanguage(["et", "fr-CA"])).toBe("en");
});

it("the time of another day comes with its date", () => {
  const now = new Date(2026, 10, 22, 9, 0);
  expect(formatTime(new Date(2026, 10, 22, 8, 5), now, "en")).toMatch(/^8:05\sAM$/);
  expect(formatTime(new Date(2026, 10, 21, 8, 5), now, "en")).toMatch(/^Nov 21, 8:05\sAM$/);
});
