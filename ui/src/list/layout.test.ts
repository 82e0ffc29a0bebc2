import { expect, test } from "vitest";
import type { Column } from "./columns";
import { shown, template } from "./layout.svelte";

const cell = (() => {}) as unknown as Column<{ id: string }>["cell"];
const columns: Column<{ id: string }>[] = [
  { key: "status", label: "Status", track: "120px", cell },
  { key: "label", label: "Label", track: "minmax(90px, 2fr)", cell },
  { key: "role", label: "Role", from: 900, cell },
];
const keys = (hidden: string[], width = 1000) => shown(columns, { hidden, widths: {} }, width).map(({ key }) => key);

test("columns are hidden, but for the first", () => {
  expect(keys(["label"])).toEqual(["status", "role"]);
  expect(keys(["status", "gone"])).toEqual(["status", "label", "role"]);
});

test("with little room some are left out, unless somebody chose", () => {
  expect(keys([], 899)).toEqual(["status", "label"]);
  expect(keys([], 0)).toEqual(["status", "label", "role"]);
  expect(keys(["label"], 899)).toEqual(["status", "role"]);
});

test("tracks are those of the columns, or the person's; a list is no narrower than they are", () => {
  expect(template(columns, { hidden: [], widths: { label: 300 } })).toEqual({
    tracks: "120px 300px minmax(60px, 1fr)",
    least: 120 + 300 + 60 + 2 * 16 + 50,
  });
});
