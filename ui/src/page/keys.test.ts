import { afterEach, expect, test, vi } from "vitest";
import { commandLabel, isRefresh, withCommand } from "./keys";

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

afterEach(() => vi.unstubAllGlobals());

test("Ctrl, and nothing else, is the command key", () => {
  expect(withCommand(press("f", { ctrlKey: true }), "f")).toBe(true);
  expect(withCommand(press("F", { ctrlKey: true }), "f")).toBe(true);
  expect(withCommand(press("f"), "f")).toBe(false);
  expect(withCommand(press("f", { ctrlKey: true, shiftKey: true }), "f")).toBe(false);
  expect(withCommand(press("f", { metaKey: true }), "f")).toBe(false);
  expect(commandLabel("F")).toBe("Ctrl+F");
});

test("on a Mac it is ⌘", () => {
  vi.stubGlobal("navigator", { platform: "MacIntel" });
  expect(withCommand(press("f", { metaKey: true }), "f")).toBe(true);
  expect(withCommand(press("f", { ctrlKey: true }), "f")).toBe(false);
  expect(commandLabel("F")).toBe("⌘F");
});

test("F5 and Ctrl+R refresh", () => {
  expect(isRefresh(press("F5"))).toBe(true);
  expect(isRefresh(press("r", { ctrlKey: true }))).toBe(true);
  expect(isRefresh(press("r"))).toBe(false);
});
