import { expect, test } from "vitest";
import type { Status } from "../ipc";
import { changes } from "./changes";

const status: Status = { key: "done", word: "Done" };
const rows = ["a", "b"].map((id) => ({ id, status }));

test("one change is said by name, several by their number", () => {
  const said = (changed: string[]) => changes(rows, changed, ({ id }) => id, "runs");
  expect(said([])).toBeNull();
  expect(said(["b"])).toBe("b: Done");
  expect(said(["a", "b"])).toBe("2 runs changed.");
});
