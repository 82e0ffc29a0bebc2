import { expect, test } from "vitest";
import { isStale, updated } from "./freshness";

test("a list is stale once two looks were missed", () => {
  expect(isStale(0, 40_000)).toBe(false);
  expect(isStale(0, 40_001)).toBe(true);
});

test("the age is in words", () => expect(updated(0, 240_000)).toBe("Updated 4 min ago"));

test("what could not be read again says since when", () => {
  const then = new Date(2026, 10, 26, 14, 2).getTime();
  expect(updated(then, then + 60_000, true)).toBe("Not updated since 14:02");
});
