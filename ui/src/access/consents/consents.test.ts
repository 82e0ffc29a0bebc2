import { expect, test } from "vitest";
import type { ConsentRow } from "../../ipc";
import { difference, filtered, withBelow } from "./consents";

const DAY = 24 * 3_600_000;
const row = (id: number, level: number, change: Partial<ConsentRow> = {}): ConsentRow => ({
  id,
  level,
  app: "Meridian",
  scope: `scope-${id}`,
  title: `Permission ${id}`,
  givenAt: 0,
  lastUsedAt: 1000 * DAY,
  identity: "ada",
  lasting: true,
  automatic: false,
  removableAlone: false,
  unlinked: false,
  without: "",
  underWay: null,
  ...change,
});

const tree = [row(1, 1), row(2, 2), row(3, 3, { scope: "x/data_access" }), row(4, 1, { lastUsedAt: 900 * DAY })];
const ids = (rows: ConsentRow[]) => rows.map(({ id }) => id);

test("what matches is shown with what is above it", () => {
  expect(ids(filtered(tree, "data", 1000 * DAY))).toEqual([1, 2, 3]);
  expect(ids(filtered(tree, "unused", 1000 * DAY))).toEqual([4]);
  expect(ids(filtered(tree, "all"))).toEqual([1, 2, 3, 4]);
});

test("a difference is counted, and no difference is none", () => {
  expect(difference(tree, tree.slice(1))).toBe("1 removed.");
  expect(difference(tree, [...tree.slice(2), row(9, 1)])).toBe("2 removed, 1 granted.");
  expect(difference(tree, tree)).toBeNull();
});

test("what is removed takes all below it along", () => {
  expect(tree.map((row) => ids(withBelow(tree, row)))).toEqual([[1, 2, 3], [2, 3], [3], [4]]);
});
