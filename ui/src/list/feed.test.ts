import { beforeEach, expect, test, vi } from "vitest";
import { mockShell } from "../ipc/mock";
import { Feed, type Page } from "./feed.svelte";

type Query = { text: string; limit: number };

const page: Page = { rows: [{ id: "a" }], more: true, fetchedAt: 1 };
const ask = vi.fn(async () => ({ status: "ok" as const, data: page }));
let feed: Feed<Query, Page>;

beforeEach(() => {
  mockShell({ hear: () => {} } as never);
  feed = new Feed<Query, Page>(
    { service: "Globus Flows", ask, refreshed: { listen: async () => () => {} } },
    { text: "", limit: 100 },
  );
});

test("a new filter starts with the first hundred, more of the same keeps the filter", () => {
  feed.ask({ text: "x" });
  feed.more();
  expect(feed.query).toEqual({ text: "x", limit: 200 });
  feed.farther();
  expect(feed.query).toEqual({ text: "x", limit: 400 });
  feed.ask({ text: "y" });
  expect(feed.query).toEqual({ text: "y", limit: 100 });
});

test("more of the same keeps the rows and the selection; another filter drops the selection", async () => {
  await feed.refresh();
  feed.selection.toggle("a");
  feed.more();
  expect([feed.behind, feed.selection.size]).toEqual([false, 1]);
  feed.ask({ text: "x" });
  expect([feed.behind, feed.selection.size]).toEqual([true, 0]);
});
