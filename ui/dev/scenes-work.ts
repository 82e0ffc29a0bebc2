// Scenes of flows, runs, transfers and collections.
import type { Place, RunQuery, TransferQuery } from "../src/ipc";
import { never, refuse, type Shell } from "../src/ipc/mock";
import { access } from "./access";
import { appears } from "./appears";
import { collections, folder, needsDataAccess, notFound } from "./collections";
import { flow, flowDetail } from "./flows";
import { id } from "./id";
import { serviceDown } from "./problems";
import { askingRun, failedRun, runDetail, runLog, runs, watchedRun } from "./runs";
import { looking } from "./settings";
import { copied, done, gone, paused, retrying, skipped, taskDetail, taskEvents, watched } from "./tasks";
import { transfers } from "./transfers";

type Part = Partial<Shell>;
type Answers = NonNullable<Shell["answers"]>;
type Work = { part: Part; after?: () => unknown };

const log = runLog(340);

/** All of them at once, however few are asked for. */
const all = (count: number) => {
  const list = transfers(count);
  return (query: TransferQuery) => list({ ...query, limit: count });
};

export const answers: Answers = {
  list_runs: ({ query }) => runs(230)(query as Parameters<ReturnType<typeof runs>>[0]),
  read_run: () => runDetail({ fetchedAt: Date.now() }),
  read_run_log: ({ limit }) => log(limit as number),
  read_transfer: retrying,
  read_task_events: ({ errorsOnly }) => taskEvents(errorsOnly === true),
  read_copied_files: ({ limit }) => copied(limit as number),
  read_skipped_files: skipped,
  read_flow: () => flowDetail({ fetchedAt: Date.now() }),
  read_access: () => access,
  search_collections: ({ text }) => collections(text as string),
  list_folder: ({ path, hidden }) => folder(path as string, hidden === true),
};

const at = (place: Place, change: Answers = {}, after?: Work["after"]): Work => ({
  part: { place, answers: { ...answers, ...change } },
  ...(after ? { after } : {}),
});

const run: Place = { screen: "run", id: id("r", 0) };
const task: Place = { screen: "transfer", id: id("t", 1) };
const raw: Place = { screen: "collection", id: id("c", 1), path: "/proj/raw/" };
const oneFlow: Place = { screen: "flow", id: id("f", 1) };
const RUNS: Place = { screen: "runs" };

const tab = (label: string) => async () => {
  const tabs = await appears("[role=tab]").then(() => [...document.querySelectorAll<HTMLElement>("[role=tab]")]);
  tabs.find((each) => each.textContent?.trim() === label)?.click();
};
const press = (label: string) => async () => {
  await appears("main [role=row]");
  [...document.querySelectorAll("button")].find((each) => each.textContent?.trim().startsWith(label))?.click();
};

const more = async () => (await appears("main [aria-label^='More actions']")).click();

/** A filter, as far as it is typed. */
const type = (text: string) => async () => {
  const field = (await appears("main [role=searchbox]")) as HTMLInputElement;
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
};

/** A key on the first row. */
const key = (pressed: KeyboardEventInit) => async () => {
  const rows = await appears("main [role=row][tabindex='0']").then(() =>
    document.querySelectorAll<HTMLElement>("main [role=row][tabindex='0']"),
  );
  rows[0]?.focus();
  rows[0]?.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...pressed }));
};

export const work: Record<string, Work> = {
  "transfers-many": { part: { place: { screen: "transfers" }, listTransfers: all(100_000) } },
  runs: at(RUNS),
  "runs-menu": at(RUNS, {}, key({ key: "F10", shiftKey: true })),
  "runs-chosen": at(RUNS, {}, key({ key: "ArrowDown", shiftKey: true })),
  "runs-filtered": at(
    RUNS,
    { list_runs: ({ query }) => runs(230)({ ...(query as RunQuery), text: "cryoem" }) },
    type("status:needs tag:cryoem nightly"),
  ),
  "runs-filter-help": at(RUNS, {}, type("")),
  "runs-cancel": at(RUNS, {}, async () => {
    await key({ key: "a", ctrlKey: true })();
    await appears(".bar");
    await press("Cancel runs…")();
  }),
  "runs-compact": { part: { ...at(RUNS).part, settings: looking({ density: "compact" }) } },
  "runs-contrast": { part: { ...at(RUNS).part, settings: looking({ moreContrast: true }) } },
  "runs-columns": at(RUNS, {}, async () => (await appears("[aria-label='Columns…']")).click()),
  "runs-loading": at(RUNS, { list_runs: () => never }),
  "runs-empty": at(RUNS, { list_runs: ({ query }) => runs(0)(query as never) }),
  "runs-failed": at(RUNS, { list_runs: () => refuse(serviceDown) }),
  run: at(run),
  "run-loading": at(run, { read_run: () => never }),
  "run-problem": at(run, { read_run: () => refuse(serviceDown) }),
  "run-failed": at(run, { read_run: failedRun }),
  "run-asking": at(run, { read_run: askingRun }),
  "run-watched": at(run, { read_run: watchedRun }),
  "run-log": at(run, {}, tab("Log")),
  "run-data": at(run, {}, tab("Input / Output")),
  "run-details": at(run, {}, tab("Details")),
  "run-more": at(run, {}, more),
  "run-edit": at(run, {}, async () => {
    await more();
    (await appears("[role=menuitem]")).click();
  }),
  "run-delete": at(run, { read_run: failedRun }, async () => {
    await more();
    await appears("[role=menuitem]");
    document.querySelectorAll<HTMLElement>("[role=menuitem]")[1]?.click();
  }),
  "run-cancel": at(run, {}, press("Cancel run…")),
  transfer: at(task),
  "transfers-compact": { part: { place: { screen: "transfers" }, settings: looking({ density: "compact" }) } },
  "transfer-contrast": { part: { ...at(task).part, settings: looking({ moreContrast: true }) } },
  "transfer-rates": at({ screen: "transfer", id: id("t", 0) }, { read_transfer: watched }),
  "transfer-counting": at(task, { read_transfer: () => taskDetail(3) }),
  "transfer-paused": at(task, { read_transfer: paused }),
  "transfer-done": at(task, { read_transfer: done }, tab("Skipped (12)")),
  "transfer-gone": at(task, { read_transfer: gone }),
  "transfer-delete": at(task, { read_transfer: () => taskDetail(6) }),
  "transfer-files": at(task, {}, tab("Files")),
  "transfer-loading": at(task, { read_transfer: () => never }),
  "transfer-problem": at(task, { read_transfer: () => refuse(serviceDown) }),
  "transfer-cancel": at(task, {}, press("Cancel transfer…")),
  flow: at(oneFlow),
  "flow-protected": at(oneFlow, {
    read_flow: () => flowDetail({ row: flow(2), description: "", steps: [] }),
  }),
  "flow-runs": at(oneFlow, {}, tab("Runs")),
  "flow-details": at(oneFlow, {}, tab("People and IDs")),
  "flow-loading": at(oneFlow, { read_flow: () => never }),
  "flow-problem": at(oneFlow, { read_flow: () => refuse(serviceDown) }),
  collection: at(raw),
  "collection-empty": at({ ...raw, path: "/proj/archive/" }),
  "collection-loading": at(raw, { list_folder: () => never }),
  "collection-not-found": at(raw, { list_folder: () => refuse(notFound) }),
  "collection-data-access": at(raw, { list_folder: () => refuse(needsDataAccess) }),
  "collection-protected": at(raw, {
    list_folder: () => folder("/proj/raw/", false, { highAssurance: true, connected: false, kind: "Guest collection" }),
  }),
  "collection-search": at({ screen: "transfers" }, {}, press("Browse a collection…")),
};
