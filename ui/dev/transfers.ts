import type { Progress, Status, TransferList, TransferQuery, TransferRow, TransferView } from "../src/ipc";
import { id } from "./id";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

const STATUSES: Status[] = [
  { key: "active", word: "Transferring" },
  { key: "retrying", word: "Retrying – permission denied" },
  { key: "needsYou", word: "Needs you – sign in to Eagle again" },
  { key: "active", word: "Transferring" },
  { key: "paused", word: "Paused by ALCF" },
  { key: "queued", word: "Queued" },
  { key: "active", word: "Deleting" },
  { key: "done", word: "Done" },
  { key: "doneGaps", word: "Done, 12 skipped" },
  { key: "done", word: "Done" },
  { key: "failed", word: "Failed – endpoint is not connected" },
  { key: "canceled", word: "Canceled by you" },
  { key: "unknown", word: "HIBERNATING" },
  { key: "done", word: "Done" },
];
const LABELS = [
  "raw → tape",
  "scans",
  "results 2026-11-22",
  "tomo-77",
  null,
  "nightly sync of /projects/cryoem",
  "scratch",
];
const SIDES = ["Midway3 Project", "ALCF Eagle", "NERSC Perlmutter DTN", "Ada's laptop", "HPSS archive", "UChicago RCC"];
const VIEWS: Record<Exclude<TransferView, "all">, string[]> = {
  active: ["active", "retrying", "queued", "paused"],
  needsYou: ["needsYou"],
  done: ["done", "doneGaps"],
  failed: ["failed", "canceled"],
};

const pick = <T>(from: T[], index: number) => from[index % from.length] as T;

export function transfer(index: number): TransferRow {
  const status = pick(STATUSES, index);
  const live = index % STATUSES.length < 7;
  const kind = status.word === "Deleting" ? "delete" : "transfer";
  const requestedAt = Date.now() - (live ? 7 * MINUTE + index * 21 * MINUTE : index * index * 5 * MINUTE + 90 * MINUTE);
  const bytes = ((index * 7919) % 977) ** 3 * 97;
  return {
    id: id("t", index),
    kind,
    label: pick(LABELS, index),
    from: pick(SIDES, index * 5),
    to: kind === "delete" ? null : pick(SIDES, index * 5 + 2),
    status,
    progress: progress(index, status, live),
    bytes: kind === "delete" || status.key === "queued" ? 0 : bytes,
    rate: status.key === "active" && kind === "transfer" ? 2.15e8 / (index + 1) : status.key === "retrying" ? 0 : null,
    faults: status.key === "retrying" ? 41 : status.key === "failed" ? 1204 : index % 9 === 8 ? 3 : 0,
    requestedAt,
    completedAt: live || status.key === "unknown" ? null : requestedAt + 48 * MINUTE,
    deadline: live ? Date.now() + 2 * DAY : null,
  };
}

function progress(index: number, status: Status, live: boolean): Progress | null {
  if (status.key === "queued" || status.key === "unknown") return null;
  const total = 120 + ((index * 541) % 2400);
  const done = live ? Math.floor(total * (0.12 + (index % 8) * 0.1)) : total;
  const counting = index % STATUSES.length === 3;
  const [moved, of] = [done.toLocaleString("en-US"), total.toLocaleString("en-US")];
  const text = counting ? `${moved} files, still counting` : live ? `${moved} of ${of} files` : `${of} files copied`;
  return { done, total, counting, text };
}

export function transfers(count: number): (query: TransferQuery) => TransferList {
  const all = Array.from({ length: count }, (_, index) => transfer(index));
  return ({ view, text, limit }) => {
    const found = all
      .filter((row) => view === "all" || VIEWS[view].includes(row.status.key))
      .filter((row) => (row.label ?? "").includes(text));
    const rows = found.slice(0, limit);
    return { rows, terms: [], total: found.length, more: found.length > limit, fetchedAt: Date.now() };
  };
}
