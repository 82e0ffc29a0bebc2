import { describe, expect, test } from "vitest";
import { absolute, ago, clockTime, date, duration, elapsed, left, moment, setClock, since } from "./time";

const now = new Date(2026, 10, 24, 12, 0, 0).getTime();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, "just now"],
  [12_900, "12 s ago"],
  [4 * MINUTE + 59_000, "4 min ago"],
  [3 * HOUR, "3 h ago"],
  [2 * DAY + HOUR, "2 d ago"],
  [-5000, "just now"],
])("an age of %d ms reads %s", (age, words) => expect(ago(now - age, now)).toBe(words));

test("a column does not tick by the second", () => {
  expect(since(now - 4 * MINUTE, now)).toBe("just now");
  expect(since(now - 6 * MINUTE, now)).toBe("6 min ago");
  expect(since(now - 8 * DAY, now)).toBe("Nov 16");
});

describe("a moment", () => {
  test("of today is a time", () => expect(moment(now - 58 * MINUTE, now)).toBe("11:02"));
  test("of this week has its day", () => expect(moment(now - 2 * DAY, now)).toBe("Sun 12:00"));
  test("to come has its day too", () => expect(moment(now + 2 * DAY, now)).toBe("Thu 12:00"));
  test("of yesterday evening is not today", () => expect(moment(now - 13 * HOUR, now)).toBe("Mon 23:00"));
  test("of long ago is a date", () => expect(moment(now - 30 * DAY, now)).toBe("Oct 25"));
});

test("a log is told to the second, and no two days read the same", () => {
  expect(clockTime(now - 7000, now)).toBe("11:59:53");
  expect(clockTime(now - DAY, now)).toBe("Mon 12:00:00");
  expect(clockTime(now - 7 * DAY, now)).toBe("Nov 17 12:00:00");
  expect(clockTime(now - 21 * DAY, now)).toBe("Nov 3 12:00:00");
  expect(clockTime(now - 400 * DAY, now)).toBe("Oct 20, 2025 12:00:00");
});

test("another year is named", () => expect(date(now - 400 * DAY, now)).toBe("Oct 20, 2025"));

test.each([
  [48_000, "48 s"],
  [48 * MINUTE + 2000, "48 m 02 s"],
  [3 * HOUR + 5 * MINUTE, "3 h 05 m"],
  [2 * DAY + 4 * HOUR, "2 d 04 h"],
])("%d ms last %s", (length, words) => expect(duration(length)).toBe(words));

test("a stopwatch", () => expect([elapsed(7000), elapsed(760_000), elapsed(-1)]).toEqual(["0:07", "12:40", "0:00"]));

test("what ends says when", () => {
  const minute = 60_000;
  expect([0, 12 * minute, 90 * minute, 31 * 60 * minute, 96 * 60 * minute].map((rest) => left(rest, 0))).toEqual([
    "now",
    "in 12 min",
    "in 90 min",
    "in 31 h",
    "in 4 d",
  ]);
});

test("times can be told in UTC", () => {
  const time = Date.UTC(2026, 10, 26, 23, 30);
  const before = absolute(time);
  setClock("utc");
  expect([moment(time, time), absolute(time), date(time, time)]).toEqual([
    "23:30",
    "Thu, Nov 26, 2026, 23:30:00 UTC",
    "Nov 26",
  ]);
  setClock("local");
  expect(absolute(time)).toBe(before);
});
