import type { Progress } from "../ipc";

/** Width of the bar in percent; null while the total is still growing. */
export function share({ done, total, counting }: Progress): number | null {
  if (counting) return null;
  return total > 0 ? Math.min(100, Math.max(0, (done / total) * 100)) : 0;
}

/** `312 of 1,204 files`; while the total is still growing, `312 of 1,171 files so far`. */
export function inWords({ text, counting }: Progress): string {
  return counting ? `${text} so far, still counting` : text;
}
