import { afterEach, expect, test, vi } from "vitest";
import { isMenuKey, isPressed, keysOf } from "./menu";

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const on = (platform: string) => vi.stubGlobal("navigator", { platform });

afterEach(() => vi.unstubAllGlobals());

test("the three ways to copy are told apart", () => {
  on("Linux");
  const held = { ...none, key: "c", ctrlKey: true };
  const which = (event: typeof held) =>
    (["copy", "copyLink", "copyCommand"] as const).filter((each) => isPressed(event, each));
  expect(which(held)).toEqual(["copy"]);
  expect(which({ ...held, key: "C", shiftKey: true })).toEqual(["copyLink"]);
  expect(which({ ...held, altKey: true })).toEqual(["copyCommand"]);
  expect(which({ ...held, ctrlKey: false })).toEqual([]);
});

test("a Mac has its own keys", () => {
  on("MacIntel");
  expect(isPressed({ ...none, key: "ç", metaKey: true, altKey: true }, "copyCommand")).toBe(true);
  expect(isPressed({ ...none, key: "Backspace", metaKey: true }, "delete")).toBe(true);
  expect(keysOf("delete")).toBe("⌘⌫");
});

test("the menu opens by its key or by Shift+F10", () => {
  expect(isMenuKey({ ...none, key: "ContextMenu" })).toBe(true);
  expect(isMenuKey({ ...none, key: "F10", shiftKey: true })).toBe(true);
  expect(isMenuKey({ ...none, key: "F10" })).toBe(false);
});
