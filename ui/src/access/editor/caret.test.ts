import { expect, test } from "vitest";
import { caret } from "./caret";

const line = (text: string, position: number) => {
  const { excerpt, indent } = caret(text, position);
  return `${excerpt}\n${" ".repeat(indent)}^`;
};

test("the caret stands under the character that is wrong", () => {
  expect(line("a[b *]", 5)).toBe("a[b *]\n     ^");
  expect(line("a[b", 3)).toBe("a[b\n   ^");
});

test("long texts are cut around it, and characters count once", () => {
  const text = `${"é".repeat(100)}]${"x".repeat(100)}`;
  const { excerpt, indent } = caret(text, 100);
  expect([...excerpt][indent]).toBe("]");
  expect([...excerpt].length).toBeLessThan(70);
});

test("a place beyond the end is the end", () => {
  expect(caret("ab", 9).indent).toBe(2);
});
