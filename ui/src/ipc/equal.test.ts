import { expect, test } from "vitest";
import { equal } from "./equal";

test.each([
  [{ text: "a", limit: 100 }, { limit: 100, text: "a" }, true],
  [{ text: "a", limit: 100 }, { text: "a", limit: 200 }, false],
  [{ text: "a" }, { text: "a", order: undefined }, false],
  [[1, { a: null }], [1, { a: null }], true],
  [[], {}, false],
  [null, {}, false],
  [null, null, true],
])("%j and %j: %s", (a, b, same) => expect(equal(a, b)).toBe(same));
