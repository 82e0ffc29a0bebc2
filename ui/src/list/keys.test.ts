import { expect, test } from "vitest";
import { move } from "./keys";

test.each([
  ["ArrowDown", 3, 4],
  ["ArrowUp", 0, 0],
  ["ArrowDown", 99, 99],
  ["PageDown", 3, 12],
  ["PageUp", 3, 0],
  ["Home", 50, 0],
  ["End", 50, 99],
])("%s from %d leads to %d", (key, from, to) => expect(move(key, from, 100, 10)).toBe(to));

test("other keys are not the list's", () => expect(move("a", 0, 100, 10)).toBeNull());
