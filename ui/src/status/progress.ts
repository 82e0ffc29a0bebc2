import type { Progress } from "../ipc";

/** Width of the bar in per cent; null: the total still grows, so there is no share to show. */
export function share({ done, total, counting }: Progress): number | null {
  if (counting) return null;
  return total > 0 ? Math.min(100, Math.max(0, (done / total) * 100)) : 0;
}

/** For a screen reader and for titles. */
export function inWords({ text, counting }: Progress): string {
  return counting ? `${text}, still counting` : text;
}
