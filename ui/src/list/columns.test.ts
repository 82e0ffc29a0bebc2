import { createRawSnippet } from "svelte";
import { expect, test } from "vitest";
import { type Column, place } from "./columns";

const cell = createRawSnippet(() => ({ render: () => "<i></i>" }));
const columns: Column<{ wide: boolean }>[] = [
  { key: "a", label: "A", cell, span: (row) => (row.wide ? 2 : 1) },
  { key: "b", label: "B", cell },
  { key: "c", label: "C", cell },
];

test("a wide cell covers the next column, and the others keep their index", () => {
  const keys = (wide: boolean) => place(columns, { wide }).map((each) => [each.column.key, each.index, each.span]);
  expect(keys(false)).toEqual([
    ["a", 1, 1],
    ["b", 2, 1],
    ["c", 3, 1],
  ]);
  expect(keys(true)).toEqual([
    ["a", 1, 2],
    ["c", 3, 1],
  ]);
});
