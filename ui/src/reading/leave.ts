import { commands } from "../ipc";

let left: Promise<unknown> = Promise.resolve();

/** Tells the shell to stop refreshing: no list is on screen. */
export function leave(): void {
  left = commands.leaveList().catch(() => undefined);
}

/** Resolves once the shell has handled the last `leave`, which would otherwise stop the next list from refreshing. */
export function hasLeft(): Promise<unknown> {
  return left;
}
