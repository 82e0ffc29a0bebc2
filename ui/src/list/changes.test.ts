import { expect, test } from "vitest";
import type { Status } from "../ipc";
import { changes } from "./changes";

type Row = { id: string; status: Status; label: string };

const row = (id: string, key: Status["key"] = "active"): Row => ({ id, status: { key, word: key }, label: id });
const said = (before: Row[], after: Row[]) => changes(before, after, (each) => each.label, "runs");

test("only changes of state of known rows are said", () => {
  expect(said([row("a")], [{ ...row("a"), label: "other" }])).toBeNull();
  expect(said([], [row("a", "done")])).toBeNull();
  expect(said([row("a")], [row("a", "done")])).toBe("a: done");
  expect(said([row("a"), row("b")], [row("a", "done"), row("b", "failed")])).toBe("2 runs changed.");
});

test("a row that moved is known again", () => {
  expect(said([row("a"), row("b")], [row("new"), row("a"), row("b", "done")])).toBe("b: done");
});
