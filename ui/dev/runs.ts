import type { LogRow, RunDetail, RunList, RunLog, RunQuery, RunRow, RunView, Status, TimelineRow } from "../src/ipc";
import { id } from "./id";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const STATUSES: [Status, string | null][] = [
  [{ key: "needsYou", word: "Needs you – consent" }, "Transfer2"],
  [{ key: "active", word: "Running" }, "Transfer1"],
  [{ key: "needsYou", word: "Waiting for an answer" }, "WaitForUser"],
  [{ key: "done", word: "Done" }, null],
  [{ key: "failed", word: "Failed – quota exceeded on Eagle" }, null],
  [{ key: "canceled", word: "Canceled" }, null],
  [{ key: "done", word: "Done" }, null],
  [{ key: "unknown", word: "DREAMING" }, null],
  [{ key: "active", word: "Running" }, "MotionCorrection"],
];
const LABELS = ["Nightly 88", "Nightly 89", "Publish 14", "tomo-77", "", "SAXS 2026-11-22", "Genome QC, batch 3"];
const FLOWS = ["Multi step transfer", "CryoEM nightly", "Publish clinical set", "Move (copy and delete) files"];
const ROLES = ["Owner", "Owner", "Monitor", "Manager"];
const TAGS = [["cryoem"], [], ["clinical", "review"], [], ["tomo"]];
const VIEWS: Record<Exclude<RunView, "all">, (row: RunRow) => boolean> = {
  needsYou: (row) => row.status.key === "needsYou",
  active: (row) => row.status.key === "active",
  failed: (row) => ["failed", "canceled"].includes(row.status.key),
  mine: (row) => row.role === "Owner",
  shared: (row) => row.role !== "Owner",
};

const pick = <T>(from: T[], index: number) => from[index % from.length] as T;

export function run(index: number): RunRow {
  const [status, step] = pick(STATUSES, index);
  const live = ["needsYou", "active"].includes(status.key);
  const startedAt = Date.now() - (live ? 12 * MINUTE + (index % 3) * 145 * MINUTE : (index + 1) * 5 * HOUR);
  return {
    id: id("r", index),
    label: pick(LABELS, index),
    tags: pick(TAGS, index),
    flowId: id("f", index % FLOWS.length),
    flowTitle: pick(FLOWS, index),
    status,
    step,
    role: pick(ROLES, index),
    startedAt,
    completedAt: live || status.key === "unknown" ? null : startedAt + 3 * MINUTE + index * 47_000,
  };
}

export function runs(count: number): (query: RunQuery) => RunList {
  const all = Array.from({ length: count }, (_, index) => run(index));
  return ({ view, text, limit, flowId }) => {
    const found = all
      .filter((row) => flowId === null || row.flowId === flowId)
      .filter((row) => view === "all" || VIEWS[view](row));
    const loaded = found.slice(0, limit);
    const rows = loaded.filter((row) =>
      `${row.label} ${row.flowTitle} ${row.tags} ${row.status.word}`.toLowerCase().includes(text.toLowerCase()),
    );
    return { rows, terms: [], loaded: loaded.length, more: found.length > limit, fetchedAt: Date.now() };
  };
}

const START = Date.now() - 5 * HOUR;
const json = (value: unknown) => JSON.stringify(value, null, 2);

const INPUT = {
  source: { id: "61338d24-54d5-408f-a10d-66c06b59f6d2", path: "/proj/raw/2026-11/" },
  destination: { id: "6c54cade-bde5-45c1-bdea-f4bd71dba2cc", path: "/archive/cryoem/" },
  label: "Nightly 88",
};

export function step(change: Partial<TimelineRow>): TimelineRow {
  return {
    name: "Transfer1",
    kind: "Action",
    attempt: 1,
    status: { key: "done", word: "Done" },
    startedAt: START,
    endedAt: START + 48 * MINUTE,
    input: json(INPUT),
    output: json({ status: "SUCCEEDED", details: { files: 1204, files_skipped: 3 } }),
    error: null,
    taskId: null,
    task: null,
    ...change,
  };
}

const waits = Array.from({ length: 14 }, (_, index) =>
  step({
    name: "Wait",
    kind: "Wait",
    attempt: index + 1,
    startedAt: START + (50 + index * 8) * MINUTE,
    endedAt: START + (54 + index * 8) * MINUTE,
    input: null,
    output: null,
  }),
);

const TIMELINE = [
  step({
    taskId: id("t", 0),
    task: {
      status: { key: "active", word: "Transferring" },
      progress: { done: 312, total: 1204, counting: false, text: "312 of 1,204 files" },
    },
  }),
  step({ name: "Check", kind: "Choice", startedAt: START + 48 * MINUTE, endedAt: START + 48 * MINUTE + 1000 }),
  ...waits,
  step({
    name: "Transfer2",
    status: { key: "needsYou", word: "Needs you – consent" },
    startedAt: START + 3 * HOUR,
    endedAt: null,
    output: null,
  }),
];

export function runDetail(change: Partial<RunDetail> = {}): RunDetail {
  return {
    row: { ...run(0), startedAt: START },
    sentence: "Needs you – consent. Waiting at step Transfer2.",
    reason: {
      text: "Globus Transfer needs your OK to read Midway3 Project (data access).",
      code: "ConsentRequired",
      asks: ["use the data of Midway3 Project"],
      stopped: true,
    },
    canCancel: true,
    canResume: true,
    canUpdate: true,
    canDelete: false,
    managers: [],
    monitors: [
      { principal: "urn:globus:auth:identity:36ad9f9a-ad29-488f-beb4-c22ab729643a", name: "charles@uni.edu" },
      {
        principal: "urn:globus:groups:id:24bc4997-b483-4c25-a19c-64b0afc00743",
        name: "Group 24bc4997…",
      },
    ],
    onlyOthers: null,
    question: null,
    questionProblem: null,
    timeline: TIMELINE,
    notReached: ["Publish", "Notify"],
    logEntries: 34,
    logMore: false,
    input: json(INPUT),
    output: null,
    details: [
      { label: "Run ID", value: id("r", 0) },
      { label: "Flow ID", value: id("f", 0) },
      { label: "Owner", value: "You" },
      { label: "Monitors", value: "charles@uni.edu, Group 24bc4997…" },
      { label: "Started", value: new Date(START).toISOString() },
    ],
    fetchedAt: Date.now(),
    ...change,
  };
}

export const failedRun = () =>
  runDetail({
    row: { ...run(4), label: "tomo-77", role: "Owner", startedAt: START, completedAt: START + 52 * MINUTE },
    sentence: "Failed at step Transfer2: quota exceeded on Eagle.",
    reason: {
      text: "Quota exceeded on Eagle.\n50 TB of 50 TB are in use.",
      code: "ActionFailedException",
      asks: [],
      stopped: false,
    },
    canCancel: false,
    canResume: false,
    canDelete: true,
    timeline: [
      step({}),
      step({
        name: "Transfer2",
        status: { key: "failed", word: "Failed" },
        startedAt: START + 50 * MINUTE,
        endedAt: START + 52 * MINUTE,
        error: "quota exceeded on Eagle",
        output: json({ status: "FAILED", details: { code: "QUOTA_EXCEEDED" } }),
      }),
    ],
    notReached: [],
  });

export const askingRun = () =>
  runDetail({
    row: { ...run(2), role: "Owner" },
    sentence: "Waiting for an answer.",
    reason: {
      text: "This run is waiting for someone to answer a question. It continues once they do.",
      code: null,
      asks: [],
      stopped: false,
    },
    canResume: false,
  });

export const watchedRun = () =>
  runDetail({
    row: { ...run(1), role: "Monitor" },
    sentence: "Running, at step Transfer1.",
    reason: null,
    canCancel: false,
    canResume: false,
    canUpdate: false,
    onlyOthers: "You can watch this run. Its owner and managers can cancel it.",
    timeline: [
      step({
        status: { key: "active", word: "Running" },
        startedAt: Date.now() - 12 * MINUTE,
        endedAt: null,
        output: null,
      }),
    ],
    input: null,
  });

const CODES = ["FlowStarted", "ActionStarted", "ActionPolled", "ActionCompleted", "ChoiceStarted", "ChoiceCompleted"];

export function runLog(count: number): (limit: number) => RunLog {
  return (limit) => {
    const entries = Array.from({ length: Math.min(count, limit) }, (_, index): LogRow => {
      const code = pick(CODES, index);
      return {
        time: START + index * 41_000,
        code,
        description: `${code === "FlowStarted" ? "The flow instance started execution" : `State Transfer1, entry ${index}`}`,
        details:
          index % 5 === 4 ? null : json({ state_name: "Transfer1", state_type: "Action", output: { files: index } }),
      };
    });
    return { entries, more: count > limit };
  };
}
