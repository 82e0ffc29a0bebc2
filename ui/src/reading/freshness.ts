import { ago, moment } from "../format/time";

/** How often the shell refreshes the list on screen. */
const INTERVAL = 20_000;

/** Whether two refreshes were missed. */
export function isStale(fetchedAt: number, now: number): boolean {
  return now - fetchedAt > 2 * INTERVAL;
}

/** `unread`: it could not be refreshed since. */
export function updated(fetchedAt: number, now: number, unread = false): string {
  return unread ? `Not updated since ${moment(fetchedAt, now)}` : `Updated ${ago(fetchedAt, now)}`;
}
