import type { Status } from "../ipc";

type Row = { id: string; status: Status };

/**
 * What changed between two refreshes, in one sentence; null if no status did. Rows rarely move, so a long list is
 * indexed only when they do.
 */
export function changes<R extends Row>(before: R[], after: R[], name: (row: R) => string, all: string): string | null {
  if (before.length === 0) return null;
  let index: Map<string, R> | undefined;
  const known = (row: R, at: number) => {
    const there = before[at];
    if (there?.id === row.id) return there;
    index ??= new Map(before.map((each) => [each.id, each]));
    return index.get(row.id);
  };
  const changed = after.filter((row, at) => {
    const earlier = known(row, at);
    return earlier !== undefined && earlier.status.key !== row.status.key;
  });
  const [first] = changed;
  if (!first) return null;
  return changed.length === 1 ? `${name(first)}: ${first.status.word}` : `${changed.length} ${all} changed.`;
}
