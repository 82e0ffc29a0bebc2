import { count as number } from "../format/bytes";
import { duration } from "../format/time";
import type { RunList, RunQuery, RunRow, RunView } from "../ipc";
import { type Filtered, filtered } from "../list/filtered";
import { isLive } from "../status/status";

export const VIEWS: { key: RunView; label: string }[] = [
  { key: "all", label: "All" },
  { key: "needsYou", label: "Needs you" },
  { key: "active", label: "Active" },
  { key: "failed", label: "Failed" },
  { key: "mine", label: "Mine" },
  { key: "shared", label: "Shared with me" },
];

export function name(row: RunRow): string {
  return row.label || "Untitled";
}

/** How long it took, or has taken so far; null if unknown. */
export function length(row: RunRow, now: number): string | null {
  if (row.startedAt === null) return null;
  if (row.completedAt !== null) return duration(row.completedAt - row.startedAt);
  return isLive(row.status.key) ? duration(now - row.startedAt) : null;
}

const NOTHING: Record<Exclude<RunView, "all">, string> = {
  needsYou: "No runs need you.",
  active: "No active runs.",
  failed: "No failed runs.",
  mine: "You haven't started any runs.",
  shared: "No runs are shared with you.",
};

/** Null without a filter. */
export function filteredBy({ view, text }: RunQuery): Filtered | null {
  const label = VIEWS.find((each) => each.key === view)?.label ?? view;
  return filtered("runs", text, view === "all" ? null : { label, nothing: NOTHING[view] });
}

/** `12 matches in the 200 runs loaded so far`: the text is matched in those only, and Globus may have more. */
export function counted({ rows, loaded, more }: RunList, { text }: RunQuery): string {
  const runs = (count: number) => `${number(count)} ${count === 1 ? "run" : "runs"}`;
  if (text)
    return `${number(rows.length)} ${rows.length === 1 ? "match" : "matches"} in the ${runs(loaded)} loaded so far`;
  return more ? `latest ${runs(rows.length)}` : runs(rows.length);
}

const canManage = ({ role }: RunRow) => ["Owner", "Manager", "Flow's manager"].includes(role);

/** Whether you can still cancel it, as far as a row tells. */
export function canCancel(row: RunRow): boolean {
  return isLive(row.status.key) && canManage(row);
}

/** Whether it has finished and you can delete it. */
export function canDelete(row: RunRow): boolean {
  return row.completedAt !== null && canManage(row);
}

/** Whether it is waiting for something you can fix. */
export function canResume(row: RunRow): boolean {
  return row.status.key === "needsYou" && canCancel(row);
}
