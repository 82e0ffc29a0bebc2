import { expect, test } from "vitest";
import { retrying } from "../../dev/tasks";
import { transfers } from "../../dev/transfers";
import type { TransferRow } from "../ipc";
import { filteredBy, name, patience, route, timeLeft, unsaid } from "./words";

const [row] = transfers(1)({ view: "all", text: "", limit: 1 }).rows as [TransferRow];
const now = new Date(2026, 10, 24, 12).getTime();

test("a transfer without a label is called by its sides", () => {
  expect(name({ ...row, label: "scans" })).toBe("scans");
  expect(name({ ...row, label: null, from: "Midway3", to: "Eagle" })).toBe("Midway3 → Eagle");
  expect(route({ ...row, from: "Midway3", to: null })).toBe("Midway3");
});

test("an empty list says what it is a list of", () => {
  expect(filteredBy({ view: "all", text: "", limit: 100 })).toBeNull();
  expect(filteredBy({ view: "failed", text: "", limit: 100 })?.nothing).toBe("No failed transfers.");
  expect(filteredBy({ view: "needsYou", text: "scans", limit: 100 })?.nothing).toBe(
    "No transfers in “Needs you” match “scans”.",
  );
});

test("Globus tries until the deadline, which may be over", () => {
  const live: TransferRow = { ...row, completedAt: null, deadline: now + 3_600_000 };
  expect(patience(live, now)).toBe("Globus keeps trying until 13:00 (1 h 00 m left).");
  expect(patience({ ...live, deadline: now - 3_600_000 }, now)).toBe("Globus stopped retrying at 11:00.");
  expect(patience({ ...live, status: { key: "done", word: "Done" } }, now)).toBeNull();
});

test("what is left is a guess, and said as one", () => {
  const words = [null, 0.4, 1.2, 9.5, 21, 89, 100, 30 * 60, 96 * 60].map(timeLeft);
  expect(words).toEqual([
    null,
    "less than a minute left",
    "about 2 min left",
    "about 10 min left",
    "about 25 min left",
    "about 90 min left",
    "about 2 h left",
    "about 30 h left",
    "about 4 d left",
  ]);
});

test("a reason is not said twice", () => {
  expect(unsaid({ ...retrying(), sentence: "Retrying – Permission denied.", reason: "permission denied" })).toBeNull();
  expect(unsaid({ ...retrying(), sentence: "Failed.", reason: "quota" })).toBe("quota");
});
