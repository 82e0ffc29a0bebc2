import { ago, moment } from "../format/time";

/** What the shell waits between two looks at a list on the screen. */
const INTERVAL = 20_000;

/** Two looks were missed. */
export function isStale(fetchedAt: number, now: number): boolean {
  return now - fetchedAt > 2 * INTERVAL;
}

/** `unread`: it could not be read again since. */
export function updated(fetchedAt: number, now: number, unread = false): string {
  return unread ? `Not updated since ${moment(fetchedAt, now)}` : `Updated ${ago(fetchedAt, now)}`;
}
