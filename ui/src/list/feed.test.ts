import { beforeEach, expect, test, vi } from "vitest";
import { serviceDown } from "../../dev/problems";
import { mockShell, never } from "../ipc/mock";
import { Feed, type Page, type Source } from "./feed.svelte";

type Asked = { text: string; limit: number };
type Answer = Awaited<ReturnType<Source<Asked, Page>["ask"]>>;

const page = (id: string, fetchedAt = 1): Page => ({ rows: [{ id }], more: false, fetchedAt });
const ok = (data: Page): Answer => ({ status: "ok", data });
const failed: Answer = { status: "error", error: serviceDown };
const first: Asked = { text: "", limit: 100 };
const settled = () => new Promise((done) => setTimeout(done));

let ask: ReturnType<typeof vi.fn<(query: Asked) => Promise<Answer>>>;
let hear: Parameters<Source<Asked, Page>["listen"]>[0];
const left = vi.fn();
let feed: Feed<Asked, Page>;

beforeEach(() => {
  ask = vi.fn(async () => ok(page("a")));
  mockShell({ hear: left } as never);
  feed = new Feed<Asked, Page>(
    {
      service: "Globus Flows",
      ask,
      listen: async (listener) => {
        hear = listener;
        return () => {};
      },
    },
    first,
  );
});

const ids = () => feed.list?.rows.map((row) => row.id);

test("opening asks, closing says that the list was left", async () => {
  const close = feed.open();
  await settled();
  expect(ids()).toEqual(["a"]);
  close();
  await settled();
  expect(left).toHaveBeenCalledWith("leave_list", {});
});

test("an answer to an older question is dropped", async () => {
  ask.mockImplementationOnce(() => never);
  feed.open();
  ask.mockResolvedValueOnce(ok(page("new")));
  feed.ask({ text: "new" });
  await settled();
  expect(ids()).toEqual(["new"]);
});

test("a new filter starts with the first hundred, more of the same keeps the filter", async () => {
  feed.open();
  feed.ask({ text: "x" });
  feed.more();
  expect(feed.query).toEqual({ text: "x", limit: 200 });
  feed.ask({ text: "y" });
  expect(feed.query).toEqual({ text: "y", limit: 100 });
});

test("a failed refresh keeps the rows; a failed new filter does not show rows of another", async () => {
  feed.open();
  await settled();
  ask.mockResolvedValue(failed);
  await feed.refresh();
  expect(ids()).toEqual(["a"]);
  expect(feed.problem).toEqual(serviceDown);
  feed.ask({ text: "x" });
  expect(feed.behind).toBe(true);
  await settled();
  expect(feed.list).toBeNull();
});

test("a command that breaks is a problem, too", async () => {
  ask.mockRejectedValueOnce(new Error("gone"));
  feed.open();
  await settled();
  expect(feed.problem?.details).toEqual([{ label: "Message", value: "gone" }]);
});

test("a refresh from the shell counts only for the question at hand", async () => {
  feed.open();
  await settled();
  hear({ payload: { query: { limit: 100, text: "" }, list: page("b", 2), problem: null } });
  expect(ids()).toEqual(["b"]);
  hear({ payload: { query: { text: "x", limit: 100 }, list: page("c", 3), problem: null } });
  hear({ payload: { query: first, list: page("old", 1), problem: null } });
  expect(ids()).toEqual(["b"]);
  hear({ payload: { query: first, list: null, problem: serviceDown } });
  expect(ids()).toEqual(["b"]);
  expect(feed.problem).toEqual(serviceDown);
  hear({ payload: { query: first, list: page("d", 4), problem: null } });
  expect(feed.problem).toBeNull();
});
