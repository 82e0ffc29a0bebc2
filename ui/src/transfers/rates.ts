import { type Look, rateBetween } from "./words";

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
