import type { Progress } from "../ipc";

/** Width of the bar in per cent; null while the total still grows, since there is no share to show. */
export function share({ done, total, counting }: Progress): number | null {
  if (counting) return null;
  return total > 0 ? Math.min(100, Math.max(0, (done / total) * 100)) : 0;
}

/** `312 of 1,204 files`; while the total still grows, `312 of 1,171 files so far`. */
export function inWords({ text, counting }: Progress): string {
  return counting ? `${text} so far, still counting` : text;
}
