import type { Status } from "../ipc";

type Row = { id: string; status: Status };

/** Which of these rows changed, in one sentence; null if none did. */
export function changes<R extends Row>(
  rows: R[],
  changed: string[],
  name: (row: R) => string,
  all: string,
): string | null {
  if (changed.length > 1) return `${changed.length} ${all} changed.`;
  const row = rows.find(({ id }) => id === changed[0]);
  return row ? `${name(row)}: ${row.status.word}` : null;
}
