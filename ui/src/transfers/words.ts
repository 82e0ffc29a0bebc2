import { isolated } from "../format/isolated";
import { duration, moment } from "../format/time";
import type { TransferDetail, TransferQuery, TransferRow, TransferView } from "../ipc";
import { type Filtered, filtered } from "../list/filtered";
import { isLive } from "../status/status";

export const VIEWS: { key: TransferView; label: string }[] = [
  { key: "all", label: "All" },
  { key: "active", label: "Active" },
  { key: "needsYou", label: "Needs you" },
  { key: "done", label: "Done" },
  { key: "failed", label: "Failed" },
];

/** `Midway3 → Eagle`; a deletion has only one side. */
export function route(row: TransferRow): string {
  return row.to === null ? row.from : `${isolated(row.from)} → ${isolated(row.to)}`;
}

/** Its label, or else its route. */
export function name(row: TransferRow): string {
  return row.label ?? route(row);
}

const NOTHING: Record<Exclude<TransferView, "all">, string> = {
  active: "No active transfers.",
  needsYou: "No transfers need you.",
  done: "No finished transfers.",
  failed: "No failed transfers.",
};

/** Null without a filter. */
export function filteredBy({ view, text }: TransferQuery): Filtered | null {
  const label = VIEWS.find((each) => each.key === view)?.label ?? view;
  return filtered("transfers", text, view === "all" ? null : { label, nothing: NOTHING[view] });
}

const WAITING = new Set<string>(["needsYou", "paused"]);

/**
 * `Globus keeps trying until Thu 18:00 (2 d 04 h left).`, or how long a stopped one waits. Null if it has finished or
 * has no deadline.
 */
export function patience(row: TransferRow, now: number): string | null {
  if (row.deadline === null || !isLive(row.status.key)) return null;
  if (row.deadline <= now) return `Globus stopped retrying at ${moment(row.deadline, now)}.`;
  const does = WAITING.has(row.status.key) ? "waits" : "keeps trying";
  return `Globus ${does} until ${moment(row.deadline, now)} (${duration(row.deadline - now)} left).`;
}

/** The reason, unless the sentence already says it. */
export function unsaid({ reason, sentence }: TransferDetail): string | null {
  return reason && !sentence.toLowerCase().includes(reason.toLowerCase()) ? reason : null;
}

/** `about 20 min left`, never in seconds; null if unknown. */
export function timeLeft(minutes: number | null): string | null {
  if (minutes === null) return null;
  if (minutes <= 1) return "less than a minute left";
  if (minutes <= 10) return `about ${Math.ceil(minutes)} min left`;
  if (minutes <= 90) return `about ${Math.ceil(minutes / 5) * 5} min left`;
  return minutes <= 48 * 60 ? `about ${Math.round(minutes / 60)} h left` : `about ${Math.round(minutes / 1440)} d left`;
}
