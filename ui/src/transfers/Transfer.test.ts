import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { settled } from "../../dev/app";
import { id } from "../../dev/id";
import { done, gone, paused, retrying, taskDetail } from "../../dev/tasks";
import { transfer } from "../../dev/transfers";
import { at } from "../../dev/work";
import { say } from "../ipc/mock";

const TASK = { screen: "transfer", id: id("t", 1) } as const;
const button = (name: string | RegExp) => screen.getByRole("button", { name });

async function choose(tab: string | RegExp) {
  await fireEvent.click(screen.getByRole("tab", { name: tab }));
  await settled();
}

test("Enter opens a transfer from the list", async () => {
  const { went } = await at({ screen: "transfers" });
  const row = screen.getAllByRole("row").find((each) => each.tabIndex === 0);
  row?.focus();
  await settled();
  await fireEvent.keyDown(document.activeElement ?? document.body, { key: "Enter" });
  expect(went).toEqual([{ screen: "transfer", id: id("t", 0) }]);
});

test("one click on its title opens a transfer; with Ctrl, or beside it, the row is selected", async () => {
  const { went } = await at({ screen: "transfers" });
  const title = screen.getAllByRole("link", { name: "scans" })[0] as HTMLElement;
  const row = title.closest("[role=row]") as HTMLElement;
  await fireEvent.click(title, { ctrlKey: true });
  await fireEvent.click(row);
  await settled();
  expect([went, row.getAttribute("aria-selected")]).toEqual([[], "true"]);
  await fireEvent.mouseDown(title);
  expect(document.activeElement).toBe(row);
  await fireEvent.click(title);
  expect(went).toEqual([{ screen: "transfer", id: id("t", 1) }]);
});

test("what has not finished has no end, and its deadline is called so", async () => {
  await at({ screen: "transfers" });
  const heads = screen.getAllByRole("columnheader").map((head) => head.textContent?.trim() ?? "");
  const cell = (row: RegExp, column: string) =>
    screen.getAllByRole("row", { name: row })[0]?.querySelector(`[aria-colindex="${heads.indexOf(column) + 1}"]`)
      ?.textContent;
  expect(cell(/scans/, "Finished")?.trim()).toBe("–");
  expect(cell(/scans/, "Deadline")).toMatch(/\d\d:\d\d/);
  expect(cell(/^Done/, "Deadline")?.trim()).toBe("–");
});

test("a transfer that meets errors says why, and for how long Globus tries", async () => {
  await at(TASK);
  screen.getByText(/^Retrying – permission denied\. Globus keeps trying until .* left\)\.$/);
  screen.getByRole("heading", { name: "Why it's stuck" });
  expect(screen.getByText(/^Last error/).textContent).toMatch(/Permission denied on \/scans\/a\/\.lock\s+×41/);
});

test("while files are still counted there is no share", async () => {
  const row = {
    ...transfer(3),
    progress: { done: 312, total: 900, counting: true, text: "312 files, still counting" },
  };
  await at(TASK, { read_transfer: () => taskDetail(3, { row }) });
  screen.getByText("312 files, still counting");
  const bar = screen.getByRole("progressbar");
  expect(bar.getAttribute("aria-valuenow")).toBeNull();
  expect(bar.getAttribute("aria-valuetext")).toBe("312 files, still counting");
});

test("what has finished says no less than its counts do", async () => {
  await at(TASK, { read_transfer: () => taskDetail(7, { row: { ...transfer(7), progress: null } }) });
  expect(screen.queryByText(/counted|counts/)).toBeNull();
  screen.getByText("Files copied");
});

test("the rate now is measured between two looks", async () => {
  const row = { ...transfer(0), bytes: 1_000_000 };
  const first = taskDetail(0, { row, fetchedAt: 1000 });
  await at(TASK, { read_transfer: () => first });
  expect(screen.queryByText("Current rate")).toBeNull();
  const second = { ...first, row: { ...row, bytes: 11_000_000 }, fetchedAt: 6000 };
  await say.transfer({ id: TASK.id, transfer: second, problem: null, changed: [] });
  await settled();
  expect(screen.getByText("Current rate").nextElementSibling?.textContent).toBe("2 MB/s");
});

test("who holds it says so in their own words", async () => {
  await at(TASK, { read_transfer: paused });
  expect(screen.getByText(/^Paused by\s*:/).textContent).toMatch(/^Paused by ALCF Eagle: “Maintenance until Friday\./);
});

test("names from right to left stay within our sentences", async () => {
  const name = "\u05de\u05d0\u05d2\u05e8 2";
  const held = paused();
  const row = { ...held.row, label: name };
  const pauses = held.pauses.map((pause) => ({ ...pause, collection: name }));
  await at(TASK, { read_transfer: () => ({ ...held, row, pauses }) });
  expect(screen.getByText(/^Paused by\s*:/).querySelector("bdi")?.textContent).toBe(name);
  await fireEvent.click(button("Cancel transfer…"));
  screen.getByRole("heading", { name: `Cancel “\u2068${name}\u2069”?` });
});

test("one that stopped for a permission waits, and has one way on", async () => {
  const row = { ...transfer(2), deadline: Date.now() + 3_600_000 };
  const { acted } = await at(TASK, { read_transfer: () => taskDetail(2, { row }) });
  screen.getByText(/^Needs you – .* Globus waits until .*\.$/);
  await fireEvent.click(button(/^Fix and resume/));
  expect(acted).toEqual([{ kind: "resumeTask", taskId: TASK.id }]);
});

test("canceling names the transfer, and a deletion is called one", async () => {
  const { acted } = await at(TASK);
  await fireEvent.click(button("Cancel transfer…"));
  screen.getByRole("heading", { name: "Cancel “scans”?" });
  await fireEvent.click(button("Don't cancel"));
  expect(acted).toEqual([]);
  await fireEvent.click(button("Cancel transfer…"));
  await fireEvent.click(button("Cancel transfer"));
  await settled();
  expect(acted).toEqual([{ kind: "cancelTasks", taskIds: [TASK.id] }]);
});

test("what has ended cannot be canceled; a deletion has no files to list", async () => {
  await at(TASK, { read_transfer: done });
  expect(screen.queryByRole("button", { name: /Cancel/ })).toBeNull();
  await say.transfer({
    id: TASK.id,
    transfer: taskDetail(6, { fetchedAt: Date.now() + 1000 }),
    problem: null,
    changed: [],
  });
  await settled();
  button("Cancel deletion…");
  expect(screen.queryByRole("tab", { name: "Files" })).toBeNull();
});

test("only the errors among the events", async () => {
  const asked: unknown[] = [];
  await at(TASK, {
    read_task_events: (given) => {
      asked.push(given.errorsOnly);
      return { rows: [], more: false };
    },
  });
  await fireEvent.click(screen.getByRole("checkbox", { name: "Errors only" }));
  await settled();
  expect(asked).toEqual([false, true]);
  screen.getByText("No errors.");
});

test("a repeated event is one row that counts", async () => {
  await at(TASK);
  expect(screen.getByRole("row", { name: /Permission denied/ }).textContent).toContain("×41");
});

test("each file of a repeated event stays to be found", async () => {
  await at(TASK);
  screen.getByRole("row", { name: /Permission denied/ }).focus();
  await settled();
  const chosen = screen.getByRole("region", { name: "Selected event" });
  const paths = within(chosen)
    .getAllByRole("heading", { level: 3 })
    .map((each) => each.textContent);
  expect(paths.map((text) => text?.split(" ").at(-1))).toEqual(["/scans/a/.lock", "/scans/b/.lock", "/scans/c/.lock"]);
  within(chosen).getByText("Showing the latest 3.");
});

test("the list of skipped files is copied, without those that nobody may see", async () => {
  const writeText = vi.fn(async () => {});
  vi.stubGlobal("navigator", { platform: "Linux", clipboard: { writeText } });
  await at(TASK);
  await choose(/^Skipped/);
  screen.getByText("Path hidden (no access to that collection)");
  await fireEvent.click(button("Copy list"));
  expect(writeText).toHaveBeenCalledWith("/scans/a/.lock\n/scans/b/half.tif");
  vi.unstubAllGlobals();
});

test("what Globus threw away is not asked for", async () => {
  const asked = vi.fn();
  await at(TASK, { read_transfer: gone, read_task_events: asked });
  screen.getByText(/Those for this task are gone\./);
  expect(asked).not.toHaveBeenCalled();
});

test("a collection is one click away", async () => {
  const { went } = await at(TASK, { read_transfer: retrying });
  await fireEvent.click(button("ALCF Eagle"));
  expect(went).toEqual([{ screen: "collection", id: id("c", 2), path: "" }]);
});
