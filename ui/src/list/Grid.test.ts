import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { app, settled } from "../../dev/app";
import { flows } from "../../dev/flows";
import { id } from "../../dev/id";
import { signedIn } from "../../dev/session";
import { settings } from "../../dev/settings";
import type { FlowQuery } from "../ipc";
import { say } from "../ipc/mock";

const focused = () => document.activeElement?.getAttribute("aria-rowindex");

async function press(key: string, held: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...held });
  await settled();
}

async function enter(count: number) {
  const view = await app(signedIn(), { listFlows: flows(count) });
  const first = screen.getAllByRole("row").find((row) => row.tabIndex === 0);
  first?.focus();
  await settled();
  return view;
}

test("one tab stop, moved by the keys", async () => {
  await enter(100);
  expect(focused()).toBe("2");
  await press("ArrowDown");
  expect(focused()).toBe("3");
  await press("End");
  expect(focused()).toBe("101");
  await press("ArrowUp");
  expect(focused()).toBe("100");
  await press("Home");
  expect(focused()).toBe("2");
  expect(screen.getAllByRole("row").filter((row) => row.tabIndex === 0)).toHaveLength(1);
});

test("only a window of the rows is drawn", async () => {
  await enter(100);
  expect(screen.getAllByRole("row").length).toBeLessThan(30);
});

test("the chosen row stays itself when others come before it", async () => {
  await enter(10);
  await press("ArrowDown");
  const title = document.activeElement?.textContent;
  const query: FlowQuery = { text: "", order: "updated", limit: 100 };
  const list = { ...flows(10)(query), fetchedAt: Date.now() };
  const extra = { ...flows(1)(query).rows[0], id: "extra", title: "New" } as (typeof list.rows)[number];
  await say.flows({ query, list: { ...list, rows: [extra, ...list.rows] }, problem: null });
  await settled();
  expect(focused()).toBe("4");
  expect(document.activeElement?.textContent).toBe(title);
});

test("Ctrl+C copies the id of the row", async () => {
  const writeText = vi.fn(async () => {});
  vi.stubGlobal("navigator", { platform: "Linux", clipboard: { writeText } });
  await enter(3);
  await press("c", { ctrlKey: true });
  expect(writeText).toHaveBeenCalledWith(id("f", 0));

  expect(screen.getByRole("status").textContent).toBe("Copied the ID of Move (copy and delete) files.");
  vi.unstubAllGlobals();
});

test("rows stand closer together where that is chosen", async () => {
  const appearance = { ...settings.choices.appearance, density: "compact" as const };
  await app(signedIn(), {
    listFlows: flows(10),
    settings: { ...settings, choices: { ...settings.choices, appearance } },
  });
  const second = screen.getAllByRole("row").find((row) => row.getAttribute("aria-rowindex") === "3");
  expect(second?.style.top).toBe("28px");
});
