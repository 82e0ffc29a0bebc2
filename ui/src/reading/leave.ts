import { commands } from "../ipc";

let left: Promise<unknown> = Promise.resolve();

/** No list is on the screen: the shell stops refreshing. */
export function leave(): void {
  left = commands.leaveList().catch(() => undefined);
}

/** A list asks only once the last leave was heard, or that would stop its refreshing. */
export function hasLeft(): Promise<unknown> {
  return left;
}
