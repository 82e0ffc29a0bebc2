import type { Progress } from "../ipc";

/** What was seen of a task at one time. */
export type Look = { bytes: number; at: number; progress?: Progress | null };

/** What one screen has room for. */
const LOOKS = 60;
/** Tasks that are remembered while the window is open. */
const TASKS = 50;

const seen = new Map<string, Look[]>();

export type Rate = { at: number; bytesPerSecond: number };

/** Remembers what was just seen of a task; the rates between all that were seen of it, oldest first. */
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

/** Bytes per second between two looks; null: there are no two yet, or nothing can move. */
export function rateBetween(before: Look | null, after: Look): number | null {
  if (before === null || after.at <= before.at || after.bytes < before.bytes) return null;
  return ((after.bytes - before.bytes) * 1000) / (after.at - before.at);
}

/** So many looks at the same total make a guess at the end. */
const ENOUGH = 3;

/** How long a task takes from here at its present pace; null while nobody can tell. */
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
