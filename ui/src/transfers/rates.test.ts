import { expect, test } from "vitest";
import { measure } from "./rates";

const rates = (id: string, at: number, bytes: number) =>
  measure(id, { at, bytes }).map(({ bytesPerSecond }) => bytesPerSecond);

test("rates are those between looks, and of each task its own", () => {
  expect(rates("a", 0, 0)).toEqual([]);
  expect(rates("a", 5000, 10_000)).toEqual([2000]);
  expect(rates("b", 5000, 99)).toEqual([]);
  expect(rates("a", 10_000, 10_000)).toEqual([2000, 0]);
  expect(rates("a", 10_000, 10_000)).toEqual([2000, 0]);
});

test("no more is remembered than is shown", () => {
  for (let look = 0; look < 200; look += 1) measure("long", { at: look * 1000, bytes: look });
  expect(rates("long", 200_000, 200)).toHaveLength(59);
  for (let task = 0; task < 60; task += 1) measure(`${task}`, { at: 0, bytes: 0 });
  expect(rates("long", 201_000, 201)).toEqual([]);
});
