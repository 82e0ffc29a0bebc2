import type { CopiedFiles, SkippedFiles, TaskEventRow, TaskEvents, TransferDetail } from "../src/ipc";
import { measure } from "../src/transfers/rates";
import { id } from "./id";
import { transfer } from "./transfers";

const MINUTE = 60_000;

const fault: TaskEventRow = {
  time: Date.now() - 2 * MINUTE,
  firstTime: Date.now() - 59 * MINUTE,
  times: 41,
  code: "PERMISSION_DENIED",
  description: "Permission denied on /scans/a/.lock",
  error: true,
  each: ["/scans/a/.lock", "/scans/b/.lock", "/scans/c/.lock"].map((path, index) => ({
    time: Date.now() - (2 + index) * MINUTE,
    path,
    details: `Error (transfer)\nFile: ${path}\nMessage: permission denied`,
  })),
};
const started: TaskEventRow = {
  ...fault,
  time: Date.now() - 80 * MINUTE,
  firstTime: Date.now() - 80 * MINUTE,
  times: 1,
  code: "STARTED",
  description: "The transfer started",
  error: false,
  each: [{ time: Date.now() - 80 * MINUTE, path: null, details: null }],
};

export function taskDetail(index: number, change: Partial<TransferDetail> = {}): TransferDetail {
  const row = transfer(index);
  return {
    row,
    sentence: `${row.status.word}.`,
    canCancel: row.completedAt === null && row.status.key !== "unknown",
    canResume: row.status.key === "needsYou",
    fromId: id("c", 1),
    toId: row.to === null ? null : id("c", 2),
    counts: [
      { label: "Files found", value: "1,204" },
      { label: "Folders found", value: "61" },
      { label: "Files copied", value: "312" },
      { label: "Already up to date", value: "88" },
      { label: "Skipped (errors)", value: "3" },
      { label: "Faults", value: "41" },
    ],
    rateOverall: 14_200_000,
    pauses: [],
    reason: null,
    lastFault: null,
    options: [
      "Only what changed is copied (by checksum)",
      "Checksums are verified after transfer",
      "Data is encrypted in transit",
    ],
    skipped: 3,
    historyDeleted: false,
    details: [
      { label: "Task ID", value: row.id },
      { label: "Source collection", value: id("c", 1) },
      { label: "Owner", value: "ada@uni.edu" },
      { label: "Requested", value: new Date(row.requestedAt ?? 0).toISOString() },
      { label: "Subtasks", value: "312 of 1,204 done, 0 canceled" },
    ],
    fetchedAt: Date.now(),
    ...change,
  };
}

export const retrying = () => taskDetail(1, { reason: "permission denied", lastFault: fault });
export const paused = () =>
  taskDetail(4, { pauses: [{ collection: "ALCF Eagle", message: "Maintenance until Friday.\nSorry." }] });
export const done = () =>
  taskDetail(8, { row: { ...transfer(8), label: "results" }, sentence: "Done, 12 skipped.", skipped: 12 });
export const gone = () => taskDetail(7, { historyDeleted: true, skipped: 0 });

export function taskEvents(errorsOnly: boolean): TaskEvents {
  return {
    rows: errorsOnly
      ? [fault]
      : [
          fault,
          { ...fault, times: 1, code: "TIMEOUT", description: "Timed out", each: fault.each.slice(0, 1) },
          started,
        ],
    more: !errorsOnly,
  };
}

export function copied(limit: number): CopiedFiles {
  const rows = Array.from({ length: Math.min(limit, 180) }, (_, index) => ({
    from: index === 2 ? null : `/proj/raw/2026-11/frame-${String(index).padStart(4, "0")}.tif`,
    to: `/archive/cryoem/frame-${String(index).padStart(4, "0")}.tif`,
    size: 1_048_576 * (index + 1),
    checksum: index % 4 === 3 ? null : "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  }));
  return { rows, more: limit < 180 };
}

export const skipped = (): SkippedFiles => ({
  rows: [
    { path: "/scans/a/.lock", code: "PERMISSION_DENIED", reason: "Permission denied" },
    { path: "/scans/b/half.tif", code: "FILE_CHANGED", reason: "The file changed while it was copied" },
    { path: null, code: "NOT_A_FILE", reason: "A link that leads nowhere" },
  ],
  more: false,
});

/** A transfer that was watched for a minute, at varying rates. */
export function watched(): TransferDetail {
  const now = Date.now();
  const row = transfer(0);
  let bytes = 0;
  for (const [look, megabytes] of [0, 40, 55, 62, 58, 20, 4, 35, 60, 71, 66, 69].entries()) {
    bytes += megabytes * 1_000_000;
    measure(row.id, { bytes, at: now - (12 - look) * 5000 });
  }
  return taskDetail(0, { row: { ...row, bytes: bytes + 68_000_000 }, fetchedAt: now });
}
