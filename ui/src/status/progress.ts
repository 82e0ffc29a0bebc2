import type { Progress } from "../ipc";

/** Width of the bar in percent; null while the total is still growing. */
export function share({ done, total, counting }: Progress): number | null {
  if (counting) return null;
  return total > 0 ? Math.min(100, Math.max(0, (done / total) * 100)) : 0;
}
