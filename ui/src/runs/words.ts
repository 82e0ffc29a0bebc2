import { count as number } from "../format/bytes";
import { duration } from "../format/time";
import type { RunList, RunQuery, RunRow, RunView } from "../ipc";
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

/** How long it took, or takes so far; null: it cannot be told. */
export function length(row: RunRow, now: number): string | null {
  if (row.startedAt === null) return null;
  if (row.completedAt !== null) return duration(row.completedAt - row.startedAt);
  return isLive(row.status.key) ? duration(now - row.startedAt) : null;
}

/** `Needs you, “cryoem”`; null: all are listed. */
export function filterWords({ view, text }: RunQuery): string | null {
  const tab = view === "all" ? [] : [VIEWS.find((each) => each.key === view)?.label ?? view];
  return [...tab, ...(text ? [`“${text}”`] : [])].join(", ") || null;
}

/** `12 in the 200 loaded`: the text is looked for in those alone, and Globus may know of more. */
export function counted({ rows, loaded, more }: RunList, { text }: RunQuery): string {
  const found = `${number(rows.length)} ${rows.length === 1 ? "run" : "runs"}`;
  if (text) return `${found} in the ${number(loaded)} loaded`;
  return more ? `the last ${found}` : found;
}

const canManage = ({ role }: RunRow) => ["Owner", "Manager", "Flow's manager"].includes(role);

/** Whether a run can still be canceled, as far as a row tells. */
export function canCancel(row: RunRow): boolean {
  return isLive(row.status.key) && canManage(row);
}

/** Whether it is over, and may be deleted. */
export function canDelete(row: RunRow): boolean {
  return row.completedAt !== null && canManage(row);
}

/** Whether it waits for something that may be fixed. */
export function canResume(row: RunRow): boolean {
  return row.status.key === "needsYou" && canCancel(row);
}
