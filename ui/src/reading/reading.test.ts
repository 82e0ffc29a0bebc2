import { beforeEach, expect, test, vi } from "vitest";
import { serviceDown } from "../../dev/problems";
import { mockShell, never } from "../ipc/mock";
import { onScreen } from "./onscreen";
import { type Answer, type Heard, Reading } from "./reading.svelte";

type Query = { path: string };
type Value = { name: string; fetchedAt: number };

const value = (name: string, fetchedAt = 1): Value => ({ name, fetchedAt });
const ok = (data: Value): Answer<Value> => ({ status: "ok", data });
const failed: Answer<Value> = { status: "error", error: serviceDown };
const settled = () => new Promise((done) => setTimeout(done));

let ask: ReturnType<typeof vi.fn<(query: Query) => Promise<Answer<Value>>>>;
let hear: (heard: Heard<Query, Value>) => void;
const left = vi.fn(() => null);
let reading: Reading<Query, Value>;

beforeEach(() => {
  ask = vi.fn(async () => ok(value("a")));
  mockShell({ answers: { show_on_screen: left } } as never);
  onScreen.goes({ screen: "runs" });
  reading = new Reading<Query, Value>(
    {
      service: "Globus Flows",
      ask,
      kept: ({ path }) => ({ of: "run", id: path }),
      listen: async (listener) => {
        hear = listener;
        return () => {};
      },
    },
    { path: "/" },
  );
});

const name = () => reading.value?.name;

test("opening asks, and tells the shell; so does closing", async () => {
  const close = reading.open();
  expect([reading.waiting, reading.busy]).toEqual([true, true]);
  await settled();
  expect([reading.waiting, reading.busy, name()]).toEqual([false, false, "a"]);
  const shown = (query: unknown) => ({ onScreen: { place: { screen: "runs" }, query } });
  expect(left).toHaveBeenLastCalledWith(shown({ of: "run", id: "/" }));
  close();
  await settled();
  expect(left).toHaveBeenLastCalledWith(shown(null));
});

test("an answer to an older question is dropped", async () => {
  ask.mockImplementationOnce(() => never);
  reading.open();
  ask.mockResolvedValueOnce(ok(value("new")));
  reading.ask({ path: "/new/" });
  await settled();
  expect(name()).toBe("new");
});

test("the same question is not asked twice", async () => {
  reading.open();
  await settled();
  reading.ask({ path: "/" });
  await settled();
  expect(ask).toHaveBeenCalledTimes(1);
});

test("a failed refresh keeps the value; a failed new question drops it", async () => {
  reading.open();
  await settled();
  ask.mockResolvedValue(failed);
  await reading.refresh();
  expect([name(), reading.problem]).toEqual(["a", serviceDown]);
  reading.ask({ path: "/other/" });
  expect([reading.behind, reading.problem]).toEqual([true, null]);
  await settled();
  expect([reading.value, reading.behind]).toEqual([null, false]);
});

test("giving up keeps what there is, and drops the answer that still comes", async () => {
  let answer: (value: Answer<Value>) => void = () => {};
  ask.mockImplementationOnce(() => new Promise((done) => (answer = done)));
  reading.open();
  await settled();
  reading.cancel();
  expect(reading.problem?.what).toContain("Globus Flows");
  answer(ok(value("late")));
  await settled();
  expect(reading.value).toBeNull();
});

test("a command that breaks is a problem, too", async () => {
  ask.mockRejectedValueOnce(new Error("gone"));
  reading.open();
  await settled();
  expect(reading.problem?.details).toEqual([{ label: "Message", value: "gone" }]);
});

test("what the shell read counts only for the question at hand, and only if it is newer", async () => {
  reading.open();
  await settled();
  const told = (path: string, heard: Partial<Heard<Query, Value>>) =>
    hear({ query: { path }, value: null, problem: null, ...heard });
  told("/", { value: value("b", 2) });
  expect(name()).toBe("b");
  told("/other/", { value: value("c", 3) });
  told("/", { value: value("old", 1) });
  expect(name()).toBe("b");
  told("/", { problem: serviceDown });
  expect([name(), reading.problem]).toEqual(["b", serviceDown]);
  told("/", { value: value("d", 4), changed: ["a"] });
  expect([name(), reading.problem, reading.changed]).toEqual(["d", null, ["a"]]);
  await reading.refresh();
  expect(reading.changed).toEqual(["a"]);
  ask.mockResolvedValue(ok(value("e", 5)));
  await reading.refresh();
  expect(reading.changed).toEqual([]);
});
