import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { settled } from "../../dev/app";
import { folder, needsDataAccess, notFound } from "../../dev/collections";
import { id } from "../../dev/id";
import { at } from "../../dev/work";
import { refuse, say } from "../ipc/mock";

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const row = (name: RegExp) => screen.getByRole("row", { name });
const RAW = { screen: "collection", id: id("c", 1), path: "/proj/raw/" } as const;

async function press(key: string, held: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...held });
  await settled();
}

test("Enter opens a folder, Backspace leads up to where one came from", async () => {
  const { went } = await at({ ...RAW, path: "/proj/" });
  row(/^Folder raw/).focus();
  await settled();
  await press("Enter");
  expect(went).toEqual([RAW]);
  expect(document.activeElement).toBe(row(/^Folder 2026-10/));
  await press("Backspace");
  expect(went.at(-1)).toEqual({ ...RAW, path: "/proj/" });
  expect(document.activeElement).toBe(row(/^Folder raw/));
  await press("ArrowUp", { altKey: true });
  expect(went.at(-1)).toEqual({ ...RAW, path: "/" });
});

test("Enter on a file opens nothing", async () => {
  const { went } = await at({ ...RAW, path: "/proj/" });
  row(/^File README/).focus();
  await settled();
  await press("Enter");
  expect(went).toEqual([]);
});

test("a path is typed after Ctrl+L, and Esc leaves it", async () => {
  const { went } = await at(RAW);
  await press("l", { ctrlKey: true });
  const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Path" });
  expect([document.activeElement, field.value]).toEqual([field, "/proj/raw/"]);
  await press("Escape");
  expect(document.activeElement).toBe(button("Type a path"));
  expect(went).toEqual([]);
  await press("l", { ctrlKey: true });
  await fireEvent.input(screen.getByRole("textbox", { name: "Path" }), { target: { value: "~/data" } });
  await fireEvent.click(button("Go"));
  await settled();
  expect(went).toEqual([{ ...RAW, path: "/~/data/" }]);
});

test("hidden files are asked for", async () => {
  await at(RAW);
  expect(screen.queryByRole("row", { name: /\.lock/ })).toBeNull();
  await fireEvent.click(screen.getByRole("checkbox", { name: "Hidden files" }));
  await settled();
  const search = screen.getByRole("searchbox");
  await fireEvent.input(search, { target: { value: ".lock" } });
  await fireEvent.keyDown(search, { key: "Enter" });
  await settled();
  row(/\.lock/);
});

test("a folder that is not there keeps its path and offers the one above", async () => {
  const { went } = await at(RAW, { list_folder: () => refuse(notFound) });
  screen.getByText("Folder not found.");
  expect(screen.getByRole("navigation", { name: "Path" }).textContent).toContain("raw");
  await fireEvent.click(button("Open parent folder"));
  expect(went).toEqual([{ ...RAW, path: "/proj/" }]);
});

test("rows of a folder do not stay when the next one is refused", async () => {
  await at(RAW, { list_folder: ({ path }) => (path === RAW.path ? folder(RAW.path, false) : refuse(notFound)) });
  await press("Backspace");
  screen.getByText("Folder not found.");
  expect(screen.queryByRole("grid")).toBeNull();
  screen.getByRole("heading", { name: "Midway3 Project" });
});

test("what needs data access is one button away, and shown once it is given", async () => {
  let allowed = false;
  const { hear } = await at(RAW, {
    list_folder: () => (allowed ? folder(RAW.path, false) : refuse(needsDataAccess)),
  });
  expect(screen.queryByRole("button", { name: "Open parent folder" })).toBeNull();
  await fireEvent.click(button("Allow…"));
  await settled();
  expect(hear).toHaveBeenLastCalledWith("open_sheet", { need: needsDataAccess.need });
  allowed = true;
  await say.ended({ action: { kind: "read", place: RAW }, message: null, problem: null });
  await settled();
  row(/^Folder 2026-10/);
});

test("Ctrl+C copies the whole path", async () => {
  const writeText = vi.fn(async () => {});
  vi.stubGlobal("navigator", { platform: "Linux", clipboard: { writeText } });
  await at(RAW);
  row(/^Folder 2026-11/).focus();
  await settled();
  await press("c", { ctrlKey: true });
  expect(writeText).toHaveBeenCalledWith("/proj/raw/2026-11/");
  vi.unstubAllGlobals();
});

test("Esc empties the search first, and is the dialog's when there is nothing to empty", async () => {
  await at({ screen: "transfers" });
  await fireEvent.click(button("Browse a collection…"));
  await settled();
  const search = screen.getByRole<HTMLInputElement>("searchbox", { name: "Name, owner or keyword" });
  await fireEvent.input(search, { target: { value: "eagle" } });
  expect(await fireEvent.keyDown(search, { key: "Escape" }), "taken").toBe(false);
  expect(search.value).toBe("");
  expect(await fireEvent.keyDown(search, { key: "Escape" }), "left to the dialog").toBe(true);
  expect(search.type, "of type search, WebKit would take it").toBe("text");
});

test("a collection is found by its name, with the keys alone", async () => {
  const { went } = await at({ screen: "transfers" });
  await fireEvent.click(button("Browse a collection…"));
  await settled();
  screen.getByText("Recently used");
  const search = screen.getByRole("searchbox", { name: "Name, owner or keyword" });
  expect(document.activeElement).toBe(search);
  await fireEvent.input(search, { target: { value: "eagle" } });
  await fireEvent.keyDown(search, { key: "Enter" });
  await settled();
  await press("ArrowDown");
  const found = document.activeElement as HTMLElement;
  expect(found.textContent).toMatch(/ALCF Eagle.*Needs your permission to use its data/s);
  found.click();
  await settled();
  expect(went).toEqual([{ screen: "collection", id: id("c", 2), path: "" }]);
});
