import type { RunRow, TimelineRow } from "../ipc";
import { isLive } from "../status/status";

/** A loop, one attempt at a step, or a step that was not reached. */
export type Line =
  | { kind: "loop"; id: string; name: string; rows: TimelineRow[]; open: boolean }
  | { kind: "step"; id: string; name: string; row: TimelineRow; of: number; within: boolean }
  | { kind: "notReached"; id: string; name: string };

/** A step with this many attempts or more becomes one collapsible line. */
const LOOP = 3;

export function stepId({ name, attempt }: TimelineRow): string {
  return `${name} ${attempt}`;
}

/** Lines in the order in which the steps started; a loop stands where it began. */
export function lines(timeline: TimelineRow[], notReached: string[], open: ReadonlySet<string>): Line[] {
  const entered = new Map<string, TimelineRow[]>();
  for (const row of timeline) entered.set(row.name, [...(entered.get(row.name) ?? []), row]);
  const lines: Line[] = [];
  const step = (row: TimelineRow, of: number): Line => ({
    kind: "step",
    id: stepId(row),
    name: row.name,
    row,
    of,
    within: of >= LOOP,
  });
  for (const row of timeline) {
    const rows = entered.get(row.name) ?? [];
    if (rows.length < LOOP) {
      lines.push(step(row, rows.length));
    } else if (rows[0] === row) {
      const isOpen = open.has(row.name);
      lines.push({ kind: "loop", id: `loop ${row.name}`, name: row.name, rows, open: isOpen });
      if (isOpen) lines.push(...rows.map((each) => step(each, rows.length)));
    }
  }
  // Two names may look the same once cleaned for display.
  lines.push(...notReached.map((name, at): Line => ({ kind: "notReached", id: `not reached ${at} ${name}`, name })));
  return lines;
}

export type Span = { from: number; to: number };

/** The time that the bars cover: the whole run, up to now while it is running. */
export function spanOf(run: RunRow, timeline: TimelineRow[], now: number): Span | null {
  const starts = [run.startedAt, ...timeline.map((row) => row.startedAt)].filter((time) => time !== null);
  if (starts.length === 0) return null;
  const from = Math.min(...starts);
  const ends = timeline.map((row) => row.endedAt).filter((time) => time !== null);
  const to = run.completedAt ?? (isLive(run.status.key) ? now : Math.max(from, ...ends));
  return { from, to: Math.max(to, from + 1) };
}

/** Where a bar starts and how long it is, in percent; null if its start is unknown. */
export function bar(row: TimelineRow, span: Span): { left: number; width: number } | null {
  if (row.startedAt === null) return null;
  const part = (time: number) => Math.min(100, Math.max(0, ((time - span.from) / (span.to - span.from)) * 100));
  const left = part(row.startedAt);
  return { left, width: part(row.endedAt ?? span.to) - left };
}

/** How long a step took, or has taken so far; null if unknown. */
export function took(row: TimelineRow, now: number): number | null {
  if (row.startedAt === null) return null;
  if (row.endedAt !== null) return row.endedAt - row.startedAt;
  return isLive(row.status.key) ? now - row.startedAt : null;
}

/** The step before or after this line; at either end, the same one. */
export function neighbour(lines: Line[], id: string | null, step: -1 | 1): string | null {
  const steps = lines.filter((line) => line.kind === "step");
  const at = steps.findIndex((line) => line.id === id);
  if (at < 0) {
    // From a loop, or from no line.
    const from = lines.findIndex((line) => line.id === id);
    const beyond = steps.filter((line) => (lines.indexOf(line) - from) * step > 0);
    return (step > 0 ? beyond[0] : beyond.at(-1))?.id ?? steps[0]?.id ?? null;
  }
  return steps[Math.min(steps.length - 1, Math.max(0, at + step))]?.id ?? null;
}

/** The step to show first: the one in progress or failed, else the last. */
export function firstLook(timeline: TimelineRow[]): string | null {
  const row = timeline.findLast(({ status }) => status.key === "failed" || isLive(status.key));
  const last = row ?? timeline.at(-1);
  return last ? stepId(last) : null;
}
