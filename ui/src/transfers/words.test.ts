import { expect, test } from "vitest";
import { retrying } from "../../dev/tasks";
import { transfers } from "../../dev/transfers";
import type { TransferRow } from "../ipc";
import { filterWords, name, patience, rateBetween, route, unsaid } from "./words";

const [row] = transfers(1)({ view: "all", text: "", limit: 1 }).rows as [TransferRow];
const now = new Date(2026, 10, 24, 12).getTime();

test("a transfer without a label is called by its sides", () => {
  expect(name({ ...row, label: "scans" })).toBe("scans");
  expect(name({ ...row, label: null, from: "Midway3", to: "Eagle" })).toBe("Midway3 → Eagle");
  expect(route({ ...row, from: "Midway3", to: null })).toBe("Midway3");
});

test("the filter in words", () => {
  expect(filterWords({ view: "all", text: "", limit: 100 })).toBeNull();
  expect(filterWords({ view: "needsYou", text: "scans", limit: 100 })).toBe("Needs you, “scans”");
});

test("Globus tries until the deadline, which may be over", () => {
  const live: TransferRow = { ...row, completedAt: null, deadline: now + 3_600_000 };
  expect(patience(live, now)).toBe("Globus keeps trying until 13:00 (1 h 00 m left).");
  expect(patience({ ...live, deadline: now - 3_600_000 }, now)).toBe("Globus was to stop trying 11:00.");
  expect(patience({ ...live, status: { key: "done", word: "Done" } }, now)).toBeNull();
});

test("a rate takes two looks in order", () => {
  expect(rateBetween(null, { bytes: 5, at: 9 })).toBeNull();
  expect(rateBetween({ bytes: 0, at: 1000 }, { bytes: 10_000, at: 6000 })).toBe(2000);
  expect(rateBetween({ bytes: 0, at: 6000 }, { bytes: 10_000, at: 6000 })).toBeNull();
  expect(rateBetween({ bytes: 10, at: 0 }, { bytes: 1, at: 1000 })).toBeNull();
});

test("a reason is not said twice", () => {
  expect(unsaid({ ...retrying(), sentence: "Retrying – Permission denied.", reason: "permission denied" })).toBeNull();
  expect(unsaid({ ...retrying(), sentence: "Failed.", reason: "quota" })).toBe("quota");
});
