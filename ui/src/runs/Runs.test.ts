import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { settled } from "../../dev/app";
import { id } from "../../dev/id";
import { denied } from "../../dev/problems";
import { askingRun, failedRun, runDetail, runs, step, watchedRun } from "../../dev/runs";
import { at } from "../../dev/work";
import type { Question, RunDetail, RunQuery } from "../ipc";
import { refuse, say } from "../ipc/mock";
import { live } from "../page/live.svelte";

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const row = (name: RegExp) => screen.getAllByRole("row", { name })[0] as HTMLElement;
const RUN = { screen: "run", id: id("r", 0) } as const;

async function press(key: string, held: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...held });
  await settled();
}

async function choose(tab: string) {
  await fireEvent.click(screen.getByRole("tab", { name: tab }));
  await settled();
}

test("Enter opens a run, and the list is as it was left", async () => {
  const { went } = await at({ screen: "runs" });
  row(/Nightly 89/).focus();
  await settled();
  await press("Enter");
  expect(went).toEqual([{ screen: "run", id: id("r", 1) }]);
  screen.getByRole("tab", { name: "Timeline" });
  await fireEvent.click(within(screen.getByRole("navigation", { name: "Breadcrumb" })).getByRole("button"));
  await settled();
  expect(row(/Nightly 89/).getAttribute("aria-selected")).toBe("true");
  expect(document.activeElement).toBe(row(/Nightly 89/));
});

test("a filter says what it looked through", async () => {
  const asked: RunQuery[] = [];
  await at(
    { screen: "runs" },
    {
      list_runs: ({ query }) => {
        asked.push(query as RunQuery);
        return runs(230)(query as RunQuery);
      },
    },
  );
  await fireEvent.click(button("Load 100 more"));
  await settled();
  const search = screen.getByRole("searchbox");
  await fireEvent.input(search, { target: { value: "cryoem" } });
  await fireEvent.keyDown(search, { key: "Enter" });
  await settled();
  expect(asked.at(-1)).toEqual({ view: "all", flowId: null, text: "cryoem", limit: 200 });
  screen.getByText(/^\d+ matches in the 200 runs loaded so far$/);
});

test("Delete asks by name before it cancels", async () => {
  const { acted } = await at({ screen: "runs" });
  row(/Nightly 88/).focus();
  await settled();
  await press("Delete");
  screen.getByRole("heading", { name: "Cancel run “Nightly 88”?" });
  expect(document.activeElement).toBe(button("Don't cancel"));
  await fireEvent.click(button("Don't cancel"));
  expect(acted).toEqual([]);
  await press("Delete");
  await fireEvent.click(button("Cancel run"));
  await settled();
  expect(acted).toEqual([{ kind: "cancelRuns", runIds: [id("r", 0)] }]);
});

test("what is not mine to cancel is not asked about", async () => {
  await at({ screen: "runs" });
  row(/Publish 14/).focus();
  await settled();
  await press("Delete");
  expect(screen.queryByRole("button", { name: "Cancel run" })).toBeNull();
  expect(live.told?.text).toBe("You can't cancel “Publish 14”: it has finished, or you aren't its manager.");
});

test("a run that stands still says why, and is resumed", async () => {
  const { acted } = await at(RUN);
  screen.getByRole("heading", { name: "Why it stopped" });
  screen.getByText("use the data of Midway3 Project");
  screen.getByText("No more log entries until the run is resumed.");
  await press("Enter", { ctrlKey: true });
  expect(acted).toEqual([{ kind: "resumeRuns", runIds: [id("r", 0)] }]);
});

test("a run can be taken along", async () => {
  await at(RUN);
  await fireEvent.click(button("More actions for Nightly 88"));
  await settled();
  const items = screen.getAllByRole("menuitem");
  expect(items.map((item) => item.textContent?.trim())).toEqual([
    "Edit label, tags and people…",
    "Delete run…",
    "Copy ID",
    "Copy link",
    "Copy CLI command",
    "Open on globus.org ↗",
  ]);
  await press("Escape");
  expect(document.activeElement).toBe(button("More actions for Nightly 88"));
});

async function more(item: string) {
  await fireEvent.click(button(/^More actions for /));
  await settled();
  await fireEvent.click(screen.getByRole("menuitem", { name: item }));
  await settled();
}

const CHARLES = { principal: "urn:globus:auth:identity:1", name: "charles@uni.edu" };

test("only what was changed about a run is sent, with what is still being typed", async () => {
  const { acted } = await at(RUN, {
    read_run: () => runDetail({ managers: [], monitors: [CHARLES] }),
    find_person: () => ({ principal: "urn:globus:auth:identity:2", name: "grace@uni.edu" }),
  });
  await more("Edit label, tags and people…");
  await fireEvent.click(button("Save"));
  await settled();
  expect(acted).toEqual([]);
  expect(screen.queryByRole("dialog")).toBeNull();

  await more("Edit label, tags and people…");
  await fireEvent.input(screen.getByLabelText("Label"), { target: { value: "Nightly 90" } });
  screen.getByLabelText("Add to tags").focus();
  await fireEvent.input(screen.getByLabelText("Add to tags"), { target: { value: " tilt   series " } });
  await press("Enter");
  screen.getByRole("button", { name: "Remove tilt series" });
  await fireEvent.click(button("Remove cryoem"));
  await fireEvent.click(button("Remove charles@uni.edu"));
  await fireEvent.input(screen.getByLabelText("Add to managers"), { target: { value: "grace" } });
  await fireEvent.click(button("Save"));
  await settled();
  expect(acted).toEqual([
    {
      kind: "updateRun",
      runId: RUN.id,
      change: { label: "Nightly 90", tags: ["tilt series"], managers: ["urn:globus:auth:identity:2"], monitors: [] },
    },
  ]);
});

test("whoever Globus does not know is said at the field, and nothing is lost", async () => {
  const unknown = { ...denied, what: "Globus has no user called “gracie”.", meaning: "Use an ID." };
  const { acted } = await at(RUN, { find_person: () => refuse(unknown) });
  await more("Edit label, tags and people…");
  const field = screen.getByLabelText("Add to monitors") as HTMLInputElement;
  await fireEvent.input(field, { target: { value: "gracie" } });
  await fireEvent.click(button("Save"));
  await settled();
  screen.getByText("Globus has no user called “gracie”. Use an ID.");
  expect(field.value).toBe("gracie");
  expect(document.activeElement).toBe(field);
  expect(acted).toEqual([]);
});

test("what cannot be done says why instead", async () => {
  await at(RUN);
  await more("Delete run…");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(live.told).toEqual({ text: "It's still running. Cancel it first.", done: false });
});

test("a deleted run has no screen any more", async () => {
  const { acted, went } = await at(RUN, { read_run: failedRun });
  await more("Delete run…");
  screen.getByRole("heading", { name: "Delete run “tomo-77”?" });
  expect(document.activeElement).toBe(button("Keep it"));
  await fireEvent.click(button("Delete run"));
  await settled();
  expect(acted).toEqual([{ kind: "deleteRuns", runIds: [RUN.id] }]);
  expect(went).toEqual([{ screen: "runs" }]);
});

test("what only others may do is said, not drawn", async () => {
  await at(RUN, { read_run: watchedRun });
  screen.getByText(/You can watch this run/);
  expect(screen.queryByRole("button", { name: /Cancel run/ })).toBeNull();
  expect(screen.queryByRole("button", { name: /Fix and resume/ })).toBeNull();
});

test("brackets go from step to step, a loop opens, a transfer is one click away", async () => {
  const { went } = await at(RUN);
  const inspector = () => screen.getByRole("region", { name: "Selected step" });
  within(inspector()).getByRole("heading", { name: "Transfer2" });
  row(/^Transfer2/).focus();
  await settled();
  await press("[");
  within(inspector()).getByRole("heading", { name: "Check" });
  await press("[");
  within(within(inspector()).getByRole("region", { name: "This step's transfer" })).getByText("312 of 1,204 files");
  await fireEvent.click(within(inspector()).getByRole("button", { name: "Open transfer" }));
  expect(went).toEqual([{ screen: "transfer", id: id("t", 0) }]);
});

test("a step that has ended has no output still to come", async () => {
  const ended = step({ output: null });
  const running = step({ name: "Next", output: null, endedAt: null, status: { key: "active", word: "Running" } });
  await at(RUN, { read_run: () => runDetail({ timeline: [ended, running] }) });
  screen.getByText("No output yet.");
  await fireEvent.keyDown(row(/^Transfer1/), { key: "[" });
  await settled();
  screen.getByText("No output.");
});

test("Enter opens a loop to each of its times", async () => {
  await at(RUN);
  row(/^Wait/).focus();
  await settled();
  expect(button(/^Wait ×14/).getAttribute("aria-expanded")).toBe("false");
  await press("Enter");
  expect(button(/^Wait ×14/).getAttribute("aria-expanded")).toBe("true");
  row(/^Wait #3/);
});

test("the run on the screen is read again by the shell, another one is not it", async () => {
  await at(RUN);
  const done = runDetail({
    row: { ...runDetail().row, status: { key: "done", word: "Done" } },
    sentence: "Done.",
    reason: null,
    canCancel: false,
    canResume: false,
    fetchedAt: Date.now() + 1000,
  });
  await say.run({ id: "other", run: done, problem: null, changed: [] });
  await settled();
  screen.getByRole("heading", { name: "Why it stopped" });
  await say.run({ id: RUN.id, run: done, problem: null, changed: [] });
  await settled();
  expect(screen.queryByRole("heading", { name: "Why it stopped" })).toBeNull();
  screen.getByText("Done.");
  await say.run({ id: RUN.id, run: runDetail({ fetchedAt: Date.now() - 5000 }), problem: null, changed: [] });
  await settled();
  screen.getByText("Done.");
});

test("after an action that needed more the run is read again", async () => {
  let reads = 0;
  await at(RUN, {
    read_run: () => {
      reads += 1;
      return failedRun();
    },
  });
  await say.ended({ action: { kind: "resumeRuns", runIds: [RUN.id] }, message: "Resumed.", problem: null });
  await settled();
  expect(reads).toBe(2);
});

test("the log is searched, gone on with, and followed to its end", async () => {
  await at(RUN);
  await choose("Log");
  expect(screen.getByRole("grid", { name: "Log" }).getAttribute("aria-rowcount")).toBe("-1");
  const search = screen.getByRole("searchbox");
  await fireEvent.input(search, { target: { value: "entry 43" } });
  await fireEvent.keyDown(search, { key: "Enter" });
  await settled();
  screen.getByText("1 match in the 100 entries loaded so far");
  await fireEvent.input(search, { target: { value: "" } });
  await fireEvent.keyDown(search, { key: "Enter" });
  await settled();
  await fireEvent.click(button("Load 100 more"));
  await settled();
  screen.getByText("200 entries");
  await fireEvent.click(button("Follow"));
  await settled();
  screen.getByText("340 entries");
});

test("texts of others are text", async () => {
  const evil = '<img src=x onerror="alert(1)">';
  const { container } = await at(RUN, {
    read_run: () =>
      runDetail({
        row: { ...runDetail().row, label: evil, flowTitle: evil, tags: [evil] },
        reason: { text: evil, code: evil, asks: [evil], stopped: true },
        timeline: [step({ name: evil, status: { key: "failed", word: evil }, error: evil, input: evil, output: evil })],
        notReached: [evil],
        details: [{ label: evil, value: evil }],
      }),
  });
  screen.getByRole("region", { name: "Input" });
  expect(container.querySelector("img")).toBeNull();
  await choose("Details");
  expect(container.querySelector("img")).toBeNull();
  screen.getByRole("heading", { name: evil, level: 1 });
});

test("a run that asks something is no stopped run", async () => {
  await at(RUN, { read_run: askingRun });
  screen.getByRole("heading", { name: "What it's waiting for" });
  expect(screen.queryByText(/until the run is resumed/)).toBeNull();
  button(/^Answer on globus.org/);
});

const QUESTION: Question = {
  title: "Publish these results?",
  text: "They become visible to everyone.",
  rows: [{ label: "Files", value: "212" }],
  options: [
    { label: "Publish", description: "Copies them to the portal." },
    { label: "Not yet", description: null },
  ],
  respondents: [{ principal: "urn:globus:groups:id:24bc4997-b483-4c25-a19c-64b0afc00743", name: "Beamline 7" }],
  mayAnswer: true,
};

const asking = (change: Partial<RunDetail>) => ({ read_run: () => ({ ...askingRun(), ...change }) });

test("a run's question stands in words, with its options and who can answer", async () => {
  await at(RUN, asking({ question: QUESTION }));
  const card = within(screen.getByRole("region", { name: "What it's waiting for" }));
  card.getByText("Publish these results?");
  card.getByText("They become visible to everyone.");
  card.getByText("212");
  const options = within(card.getByRole("list", { name: "Options" })).getAllByRole("listitem");
  expect(options.map((option) => option.textContent)).toEqual(["Publish: Copies them to the portal.", "Not yet"]);
  card.getByText("Who can answer: Beamline 7.");
  button(/^Answer on globus.org/);
});

test("who can't answer is told so, and not sent to globus.org for it", async () => {
  await at(RUN, asking({ question: { ...QUESTION, mayAnswer: false } }));
  screen.getByText("Who can answer: Beamline 7. You can't answer it yourself.");
  expect(screen.queryByRole("button", { name: /^Answer on globus.org/ })).toBeNull();
});

test("a question that can't be read yet is a line with a button", async () => {
  const fix = { action: "allow", label: "Allow…" } as const;
  await at(
    RUN,
    asking({ question: null, questionProblem: { ...denied, what: "Meridian can't read the question yet.", fix } }),
  );
  screen.getByText("Meridian can't read the question yet.");
  button("Allow…");
});
