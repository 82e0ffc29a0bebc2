import { expect, test } from "vitest";
import { isStale, updated } from "./freshness";

test("a list is stale once two looks were missed", () => {
  expect(isStale(0, 40_000)).toBe(false);
  expect(isStale(0, 40_001)).toBe(true);
});

test("the age is in words", () => expect(updated(0, 240_000)).toBe("Updated 4 min ago"));
