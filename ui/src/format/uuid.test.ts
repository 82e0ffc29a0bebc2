import { expect, test } from "vitest";
import { isUuid } from "./uuid";

test("a UUID, with room around it", () => {
  expect(isUuid(" 61338d24-54d5-408f-a10d-66c06b59f6d2 ")).toBe(true);
  expect(isUuid("61338D24-54D5-408F-A10D-66C06B59F6D2")).toBe(true);
});

test.each(["", "61338d24", "61338d24-54d5-408f-a10d-66c06b59f6d2x", "g1338d24-54d5-408f-a10d-66c06b59f6d2"])(
  "%j is none",
  (text) => expect(isUuid(text)).toBe(false),
);
