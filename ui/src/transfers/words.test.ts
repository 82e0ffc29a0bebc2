import { expect, test } from "vitest";
import { transfers } from "../../dev/transfers";
import type { TransferRow } from "../ipc";
import { ending, filterWords, name, route } from "./words";

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

test("the end is a time, or a deadline while it can still move", () => {
  const deadline = new Date(2026, 10, 26, 18).getTime();
  expect(ending({ ...row, completedAt: now, deadline }, now)).toBe("12:00");
  expect(ending({ ...row, completedAt: null, deadline }, now)).toBe("by Thu 18:00");
  expect(ending({ ...row, completedAt: null, deadline, status: { key: "failed", word: "Failed" } }, now)).toBeNull();
});
