import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { share } from "./progress";
import { isLive, look, split } from "./status";

const of = (key: string, word = "") => look({ key, word });

test.each([
  ["queued", "muted"],
  ["active", "run"],
  ["retrying", "warn"],
  ["paused", "paused"],
  ["needsYou", "warn"],
  ["done", "ok"],
  ["doneGaps", "ok"],
  ["failed", "err"],
  ["canceled", "muted"],
  ["unknown", "muted"],
])("%s is %s", (key, tone) => expect(look({ key, word: "" }).tone).toBe(tone));

test("a key of a newer shell is unknown, never done", () => {
  expect(of("archived")).toBe(of("unknown"));
  expect(of("toString")).toBe(of("unknown"));
  expect(isLive("archived")).toBe(false);
});

test("needs you is filled, done with gaps has a dot", () => {
  expect([of("needsYou").mark, of("doneGaps").mark, of("done").mark]).toEqual(["chip", "dot", undefined]);
});

test("a run goes on, a transfer goes from one side to the other", () => {
  expect(of("active", "Running").icon).not.toBe(of("active", "Transferring").icon);
});

test("a reason is what follows the dash", () => {
  expect(split("Retrying – permission denied")).toEqual({ state: "Retrying", reason: "permission denied" });
  expect(split("Failed – a – b")).toEqual({ state: "Failed", reason: "a – b" });
  expect(split("Done, 12 skipped")).toEqual({ state: "Done, 12 skipped", reason: null });
});

test("a bar shows a share only of a total that holds", () => {
  const progress = { done: 312, total: 1204, counting: false, text: "312/1,204 files" };
  expect(share(progress)).toBeCloseTo(25.9, 1);
  expect(share({ ...progress, total: 0 })).toBe(0);
  expect(share({ ...progress, counting: true })).toBeNull();
});

test("each tone has its color", () => {
  const style = document.createElement("style");
  style.textContent = readFileSync("src/style/base.css", "utf8");
  document.head.append(style);
  const color = (key: string) => {
    const word = document.createElement("span");
    word.dataset.tone = of(key).tone;
    document.body.append(word);
    const tone = getComputedStyle(word).getPropertyValue("--tone");
    word.remove();
    return tone;
  };
  const keys = ["queued", "active", "retrying", "paused", "done", "failed"] as const;
  expect(keys.map(color)).toEqual(["muted", "accent", "warn", "paused", "ok", "err"].map((name) => `var(--${name})`));
  style.remove();
});
