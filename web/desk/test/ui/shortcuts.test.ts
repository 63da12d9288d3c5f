import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { SHORTCUTS } from "../../src/ui/shortcuts";

it("every shortcut has a key of its own and stands in the README", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const keys = SHORTCUTS.map((one) => one.key);
  expect(new Set(keys).size).toBe(keys.length);
  const table = readme.slice(readme.indexOf("## By keyboard"), readme.indexOf("## Pages"));
  expect(keys.filter((key) => !table.includes(`\`${key}\``))).toEqual([]);
});
