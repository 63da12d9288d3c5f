import { expect, it } from "vitest";
import { firstSettings, readSettings } from "../../src/state/settings";

it("settings that were never made, or are broken, are those of the first day", () => {
  expect(readSettings(null)).toEqual(firstSettings);
  expect(readSettings("{half")).toEqual(firstSettings);
  expect(readSettings('{"sound":"loud"}')).toEqual(firstSettings);
  expect(readSettings("null")).toEqual(firstSettings);
});

it("settings that were made are kept", () => {
  expect(readSettings('{"sound":false,"popups":true,"keys":false}')).toEqual({
    sound: false,
    popups: true,
    keys: false,
  });
});
