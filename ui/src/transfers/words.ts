import { moment } from "../format/time";
import type { TransferQuery, TransferRow, TransferView } from "../ipc";
import { isLive } from "../status/status";

export const VIEWS: { view: TransferView; label: string }[] = [
  { view: "all", label: "All" },
  { view: "active", label: "Active" },
  { view: "needsYou", label: "Needs you" },
  { view: "done", label: "Done" },
  { view: "failed", label: "Failed" },
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
  const tab = view === "all" ? [] : [VIEWS.find((each) => each.view === view)?.label ?? view];
  return [...tab, ...(text ? [`“${text}”`] : [])].join(", ") || null;
}

/** When it ended, or must end; null: neither is known. */
export function ending(row: TransferRow, now: number): string | null {
  if (row.completedAt !== null) return moment(row.completedAt, now);
  if (row.deadline !== null && isLive(row.status.key)) return `by ${moment(row.deadline, now)}`;
  return null;
}

/** What became different between two looks, in one sentence; null: no state changed. */
export function changes(before: TransferRow[], after: TransferRow[]): string | null {
  const known = new Map(before.map((row) => [row.id, row.status.key]));
  const changed = after.filter((row) => known.has(row.id) && known.get(row.id) !== row.status.key);
  const [first] = changed;
  if (!first) return null;
  return changed.length === 1 ? `${name(first)}: ${first.status.word}` : `${changed.length} transfers changed.`;
}
