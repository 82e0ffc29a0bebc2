import { expect, test } from "vitest";
import { measure, minutesLeft, rateBetween } from "./rates";

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

test("a rate takes two looks in order", () => {
  expect(rateBetween(null, { bytes: 5, at: 9 })).toBeNull();
  expect(rateBetween({ bytes: 0, at: 1000 }, { bytes: 10_000, at: 6000 })).toBe(2000);
  expect(rateBetween({ bytes: 0, at: 6000 }, { bytes: 10_000, at: 6000 })).toBeNull();
  expect(rateBetween({ bytes: 10, at: 0 }, { bytes: 1, at: 1000 })).toBeNull();
});

test("how long it takes is told once three looks found the same total, and something moved", () => {
  const after = (id: string, minute: number, done: number, total: number, counting = false) => {
    measure(id, { at: minute * 60_000, bytes: 0, progress: { done, total, counting, text: "" } });
    return minutesLeft(id);
  };
  expect(after("left", 0, 0, 900, true)).toBeNull();
  expect(after("left", 1, 100, 1000)).toBeNull();
  expect(after("left", 3, 200, 1000)).toBeNull();
  expect(after("left", 5, 300, 1000)).toBeCloseTo(14);
  expect(after("left", 6, 300, 1200), "the total grew").toBeNull();
  const still = [1, 2, 3, 4].map((minute) => after("still", minute, 100, 1000));
  expect(still, "nothing moved").toEqual([null, null, null, null]);
  expect(minutesLeft("never seen")).toBeNull();
});
