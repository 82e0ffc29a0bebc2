import { duration, moment } from "../format/time";
import type { TransferDetail, TransferQuery, TransferRow, TransferView } from "../ipc";
import { isLive } from "../status/status";

export const VIEWS: { key: TransferView; label: string }[] = [
  { key: "all", label: "All" },
  { key: "active", label: "Active" },
  { key: "needsYou", label: "Needs you" },
  { key: "done", label: "Done" },
  { key: "failed", label: "Failed" },
];

/** `Midway3 → Eagle`; a deletion has one side only. */
export function route(row: TransferRow): string {
  return row.to === null ? row.from : `${row.from} → ${row.to}`;
}

/** What a person calls it. */
export function name(row: TransferRow): string {
  return row.label ?? route(row);
}

/** `Needs you, “scans”`; null: all are listed. */
export function filterWords({ view, text }: TransferQuery): string | null {
  const tab = view === "all" ? [] : [VIEWS.find((each) => each.key === view)?.label ?? view];
  return [...tab, ...(text ? [`“${text}”`] : [])].join(", ") || null;
}

/** `Globus keeps trying until Thu 18:00 (2 d 04 h left).`; null: it ended, or no end is set. */
export function patience(row: TransferRow, now: number): string | null {
  if (row.deadline === null || !isLive(row.status.key)) return null;
  if (row.deadline <= now) return `Globus was to stop trying ${moment(row.deadline, now)}.`;
  return `Globus keeps trying until ${moment(row.deadline, now)} (${duration(row.deadline - now)} left).`;
}

/** The reason, unless it stands in the sentence already. */
export function unsaid({ reason, sentence }: TransferDetail): string | null {
  return reason && !sentence.toLowerCase().includes(reason.toLowerCase()) ? reason : null;
}

export type Look = { bytes: number; at: number };

/** Bytes per second between two looks; null: there are no two yet, or nothing can move. */
export function rateBetween(before: Look | null, after: Look): number | null {
  if (before === null || after.at <= before.at || after.bytes < before.bytes) return null;
  return ((after.bytes - before.bytes) * 1000) / (after.at - before.at);
}
