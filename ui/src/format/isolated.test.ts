import { expect, test } from "vitest";
import { isolated } from "./isolated";

test("text from right to left is isolated, whatever its script", () => {
  expect(isolated("\u05e9\u05dc\u05d5\u05dd")).toBe("\u2068\u05e9\u05dc\u05d5\u05dd\u2069");
  for (const letter of ["\u0645", "\u0710", "\u07ca", "\ufb1d", "\ufe8e", "\u{1e900}", "\u{10840}"]) {
    expect(isolated(`run ${letter} 2`)).toBe(`\u2068run ${letter} 2\u2069`);
  }
});

test("other text stays as it is", () => {
  for (const text of ["", "Nightly 88", "Zürich → 東京", "δοκιμή", "\u{1f9ea} test"]) expect(isolated(text)).toBe(text);
});
