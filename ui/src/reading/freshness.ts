import { ago } from "../format/time";

/** What the shell waits between two looks at a list on the screen. */
const INTERVAL = 20_000;

/** Two looks were missed. */
export function isStale(fetchedAt: number, now: number): boolean {
  return now - fetchedAt > 2 * INTERVAL;
}

export function updated(fetchedAt: number, now: number): string {
  return `Updated ${ago(fetchedAt, now)}`;
}
