import type { Progress } from "../ipc";

/** A task at one point in time. */
export type Look = { bytes: number; at: number; progress?: Progress | null };

/** How many points to remember per task: as many as a screen has room for. */
const LOOKS = 60;
/** How many tasks to remember while the window is open. */
const TASKS = 50;

const seen = new Map<string, Look[]>();

export type Rate = { at: number; bytesPerSecond: number };

/** Remembers the current point. Returns the rates between all remembered points, oldest first. */
export function measure(id: string, look: Look): Rate[] {
  const before = seen.get(id) ?? [];
  const looks = before.at(-1)?.at === look.at ? before : [...before, look].slice(-LOOKS);
  seen.delete(id);
  seen.set(id, looks);
  const [oldest] = seen.keys();
  if (seen.size > TASKS && oldest !== undefined) seen.delete(oldest);
  return looks.flatMap((after, index) => {
    const rate = rateBetween(looks[index - 1] ?? null, after);
    return rate === null ? [] : [{ at: after.at, bytesPerSecond: rate }];
  });
}

/** Bytes per second between two points; null if there aren't two yet. */
export function rateBetween(before: Look | null, after: Look): number | null {
  if (before === null || after.at <= before.at || after.bytes < before.bytes) return null;
  return ((after.bytes - before.bytes) * 1000) / (after.at - before.at);
}

/** How many points with an unchanged total an estimate needs. */
const ENOUGH = 3;

/** How long a task will still take at its current pace, in minutes; null while it is too early to tell. */
export function minutesLeft(id: string): number | null {
  const looks = seen.get(id) ?? [];
  const total = looks.at(-1)?.progress?.total;
  const unsteady = looks.findLastIndex(({ progress }) => !progress || progress.counting || progress.total !== total);
  const steady = looks.slice(unsteady + 1);
  const [first, last] = [steady[0], steady.at(-1)];
  if (steady.length < ENOUGH || !first?.progress || !last?.progress) return null;
  const done = last.progress.done - first.progress.done;
  if (done <= 0) return null;
  return ((last.progress.total - last.progress.done) * (last.at - first.at)) / done / 60_000;
}
