import { ago } from "../format/time";

/** How often the shell refreshes the list on screen. */
const INTERVAL = 20_000;

/** Whether two refreshes were missed. */
export function isStale(fetchedAt: number, now: number): boolean {
  return now - fetchedAt > 2 * INTERVAL;
}

export function updated(fetchedAt: number, now: number): string {
  return `Updated ${ago(fetchedAt, now)}`;
}
