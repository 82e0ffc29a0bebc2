import { expect, test } from "vitest";
import { run, step } from "../../dev/runs";
import { bar, firstLook, lines, neighbour, spanOf, took } from "./timeline";

const wait = (attempt: number) => step({ name: "Wait", attempt });
const timeline = [step({}), wait(1), step({ name: "Check" }), wait(2), wait(3), step({ name: "Transfer2" })];
const ids = (open: string[] = []) => lines(timeline, ["Notify"], new Set(open)).map(({ id }) => id);

test("a loop is one line where it began, until it is opened", () => {
  expect(ids()).toEqual(["Transfer1 1", "loop Wait", "Check 1", "Transfer2 1", "not reached 0 Notify"]);
  expect(ids(["Wait"]).slice(1, 6)).toEqual(["loop Wait", "Wait 1", "Wait 2", "Wait 3", "Check 1"]);
});

test("twice is no loop: each time stands in its place", () => {
  const rows = [wait(1), step({ name: "Check" }), wait(2)];
  expect(lines(rows, [], new Set()).map(({ id }) => id)).toEqual(["Wait 1", "Check 1", "Wait 2"]);
});

test("the next step is found from a step, from a loop and from nowhere", () => {
  const all = lines(timeline, ["Notify"], new Set());
  expect(neighbour(all, "Transfer1 1", 1)).toBe("Check 1");
  expect(neighbour(all, "loop Wait", -1)).toBe("Transfer1 1");
  expect(neighbour(all, "loop Wait", 1)).toBe("Check 1");
  expect(neighbour(all, "Transfer2 1", 1)).toBe("Transfer2 1");
  expect(neighbour(all, null, 1)).toBe("Transfer1 1");
});

test("bars lie within the run, and what has not ended reaches its end", () => {
  const row = { ...run(1), startedAt: 1000, completedAt: null };
  const span = spanOf(row, [], 2000);
  if (!span) throw new Error("no span");
  expect(span).toEqual({ from: 1000, to: 2000 });
  expect(bar(step({ startedAt: 1250, endedAt: 1500 }), span)).toEqual({ left: 25, width: 25 });
  expect(bar(step({ startedAt: 1500, endedAt: null }), span)).toEqual({ left: 50, width: 50 });
  expect(bar(step({ startedAt: null }), span)).toBeNull();
  expect(spanOf({ ...row, startedAt: null }, [], 2000)).toBeNull();
});

test("a step that was left without an end has no length", () => {
  const unknown = step({ endedAt: null, status: { key: "unknown", word: "No end logged" } });
  expect(took(unknown, Date.now())).toBeNull();
});

test("the first look goes to where it stands or went wrong, else to the end", () => {
  expect(firstLook([step({}), step({ name: "B", status: { key: "failed", word: "Failed" } })])).toBe("B 1");
  expect(firstLook([step({}), step({ name: "B" })])).toBe("B 1");
  expect(firstLook([])).toBeNull();
});
