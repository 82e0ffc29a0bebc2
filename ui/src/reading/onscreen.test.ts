import { beforeEach, expect, test, vi } from "vitest";
import { mockShell } from "../ipc/mock";
import { onScreen } from "./onscreen";

const hear = vi.fn();
const settled = () => new Promise((done) => setTimeout(done));
const told = () => hear.mock.calls.map(([{ onScreen }]) => onScreen);
const list = {};

beforeEach(() => {
  hear.mockReset();
  mockShell({ answers: { show_on_screen: hear } } as never);
});

test("nothing is told before the place is known", async () => {
  onScreen.reads(list, { of: "run", id: "a" });
  await settled();
  expect(told()).toEqual([]);
  onScreen.goes({ screen: "run", id: "a" });
  await settled();
  expect(told()).toEqual([{ place: { screen: "run", id: "a" }, query: { of: "run", id: "a" } }]);
});

test("place and query are told together, and only if they changed", async () => {
  const next = {};
  onScreen.goes({ screen: "run", id: "b" });
  onScreen.leaves(list);
  onScreen.reads(next, { of: "run", id: "b" });
  // The old screen leaves after the new one has arrived.
  onScreen.leaves(list);
  await settled();
  onScreen.reads(next, { of: "run", id: "b" });
  await settled();
  expect(told()).toEqual([{ place: { screen: "run", id: "b" }, query: { of: "run", id: "b" } }]);
  onScreen.leaves(next);
  await settled();
  expect(told()[1]).toEqual({ place: { screen: "run", id: "b" }, query: null });
});
