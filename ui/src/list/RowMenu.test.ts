import { fireEvent, screen, within } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { settled } from "../../dev/app";
import { id } from "../../dev/id";
import { at } from "../../dev/work";

const row = (name: RegExp) => screen.getAllByRole("row", { name })[0] as HTMLElement;
const chosen = () => screen.getAllByRole("row", { selected: true }).length;

async function press(key: string, held: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...held });
  await settled();
}

async function onRow(name: RegExp) {
  const view = await at({ screen: "runs" });
  row(name).focus();
  await settled();
  return view;
}

afterEach(() => vi.unstubAllGlobals());

test("the menu of a row goes by the keys, and Esc leads back to it", async () => {
  await onRow(/Nightly 89/);
  await press("F10", { shiftKey: true });
  const menu = screen.getByRole("menu", { name: "Nightly 89" });
  const items = within(menu).getAllByRole("menuitem");
  expect(items.map((item) => item.firstElementChild?.textContent)).toEqual([
    "Open",
    "Copy ID",
    "Copy link",
    "Copy CLI command",
    "Open on globus.org ↗",
    "Cancel run…",
  ]);
  expect(document.activeElement).toBe(items[0]);
  await press("ArrowUp");
  expect(document.activeElement).toBe(items[5]);
  await press("Escape");
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(row(/Nightly 89/));
});

test("a link and a command are copied by the menu and by their keys", async () => {
  const writeText = vi.fn(async () => {});
  vi.stubGlobal("navigator", { platform: "Linux", clipboard: { writeText } });
  await onRow(/Nightly 89/);
  await press("c", { ctrlKey: true, altKey: true });
  expect(writeText).toHaveBeenLastCalledWith(`globus flows run show ${id("r", 1)}`);
  await fireEvent.contextMenu(row(/Nightly 89/));
  await settled();
  await fireEvent.click(screen.getByRole("menuitem", { name: "Copy link" }));
  await settled();
  expect(writeText).toHaveBeenLastCalledWith(`https://app.globus.org/runs/${id("r", 1)}`);
  expect(document.activeElement).toBe(row(/Nightly 89/));
});

test("several rows are chosen by keys, and canceled together", async () => {
  const { acted } = await onRow(/Nightly 88/);
  await press("ArrowDown", { shiftKey: true });
  expect(chosen()).toBe(2);
  screen.getByText("2 selected");
  await press("Delete");
  screen.getByRole("heading", { name: "Cancel 2 runs?" });
  await fireEvent.click(screen.getByRole("button", { name: "Cancel runs" }));
  await settled();
  expect(acted).toEqual([{ kind: "cancelRuns", runIds: [id("r", 0), id("r", 1)] }]);
});

test("Ctrl with a click adds a row; a click alone means one; Esc takes all back", async () => {
  await onRow(/Nightly 88/);
  await fireEvent.click(row(/Nightly 88/), { ctrlKey: true });
  await fireEvent.click(row(/tomo-77/), { ctrlKey: true });
  expect(chosen()).toBe(2);
  await fireEvent.click(row(/Nightly 89/));
  expect(screen.queryByText(/selected$/)).toBeNull();
  row(/Nightly 89/).focus();
  await press("a", { ctrlKey: true });
  screen.getByText("100 selected");
  await press("Escape");
  expect(screen.queryByText(/selected$/)).toBeNull();
});

test("those that wait are resumed together", async () => {
  const { acted } = await onRow(/Nightly 88/);
  await press(" ");
  await fireEvent.click(screen.getByRole("button", { name: "Fix and resume…" }));
  await settled();
  expect(acted).toEqual([{ kind: "resumeRuns", runIds: [id("r", 0)] }]);
});

test("another filter chooses nothing", async () => {
  await onRow(/Nightly 88/);
  await press(" ");
  screen.getByText("1 selected");
  await fireEvent.click(screen.getByRole("tab", { name: "Failed" }));
  await settled();
  expect(screen.queryByText("1 selected")).toBeNull();
});
