import { expect, test } from "vitest";
import { Selection } from "./selection.svelte";

const order = ["a", "b", "c", "d", "e"];
const chosen = (selection: Selection) => order.filter((id) => selection.has(id)).join("");

test("rows are chosen one by one, and taken back", () => {
  const selection = new Selection();
  selection.toggle("b");
  selection.toggle("d");
  expect(chosen(selection)).toBe("bd");
  selection.toggle("b");
  expect(chosen(selection)).toBe("d");
});

test("a stretch goes from where it began, either way", () => {
  const selection = new Selection();
  selection.begin("c");
  selection.extend(order, "e");
  expect(chosen(selection)).toBe("cde");
  selection.extend(order, "a");
  expect(chosen(selection)).toBe("abc");
});

test("a stretch without a beginning, or whose beginning is gone, is one row", () => {
  const selection = new Selection();
  selection.extend(order, "b");
  expect(chosen(selection)).toBe("b");
  selection.begin("gone");
  selection.extend(order, "d");
  expect(chosen(selection)).toBe("d");
});

test("what is not listed any more is not chosen", () => {
  const selection = new Selection();
  selection.all(order);
  selection.keep(["a", "e"]);
  expect(chosen(selection)).toBe("ae");
  selection.clear();
  expect(selection.size).toBe(0);
});
