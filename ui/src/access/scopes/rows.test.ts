import { expect, test } from "vitest";
import { access } from "../../../dev/access";
import { lines, missingRequired, move, parentOf } from "./rows";

const all = lines(access.groups, new Set());
const titles = (folded: string[]) =>
  lines(access.groups, new Set(folded)).map((line) => (line.kind === "group" ? line.group.title : line.row.title));

test("a folded group, or row, hides what is below it and nothing else", () => {
  expect(titles(["flows.globus.org"]).slice(0, 2)).toEqual(["Globus Flows", "Flow: Multi Step Transfer"]);
  const flow = all.find((line) => line.kind === "scope" && line.row.kind === "perFlow");
  const folded = titles([flow?.key ?? ""]);
  expect(folded).toContain("Start this flow and resume its runs");
  expect(folded).not.toContain("Use the data of Midway3 Project");
  expect(folded).toContain("Set up Globus Connect Personal");
});

test("the same scope in two trees is two lines", () => {
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
});

test("arrows go through the tree, fold and unfold it", () => {
  const flow = all.findIndex((line) => line.kind === "scope" && line.row.kind === "perFlow");
  expect(move(all, flow, "ArrowDown")).toEqual({ to: flow + 1 });
  expect(move(all, flow, "ArrowRight")).toEqual({ to: flow + 1 });
  expect(move(all, flow, "ArrowLeft")).toEqual({ fold: true });
  expect(move(all, flow + 2, "ArrowLeft")).toEqual({ to: flow + 1 });
  expect(parentOf(all, flow)).toBe(flow - 1);
  expect(move(all, 0, "ArrowUp")).toEqual({ to: 0 });
  expect(move(all, 0, "End")).toEqual({ to: all.length - 1 });
  expect(move(all, 1, "ArrowRight")).toBeNull();
  expect(move(all, 1, "x")).toBeNull();
});

test("what is required and missing is asked for at once; what is off is not", () => {
  expect(missingRequired(access).map(({ title }) => title)).toEqual([
    "Check the status of runs",
    "Start this flow and resume its runs",
  ]);
});
