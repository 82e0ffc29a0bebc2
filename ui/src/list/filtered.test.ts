import { expect, test } from "vitest";
import { filtered } from "./filtered";

const FAILED = { label: "Failed", nothing: "No failed runs." };

test("an empty list says what was looked for, and the button what it does", () => {
  expect(filtered("runs", "")).toBeNull();
  expect(filtered("runs", "x")).toEqual({ nothing: "No runs match “x”.", clear: "Clear filter" });
  expect(filtered("runs", "", FAILED)).toEqual({ nothing: "No failed runs.", clear: "Show all" });
  expect(filtered("runs", "x", FAILED)?.nothing).toBe("No runs in “Failed” match “x”.");
});
