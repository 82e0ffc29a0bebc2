import type { ConsentRow } from "../../ipc";

export type ConsentFilter = "all" | "unused" | "data";

const UNUSED = 90 * 24 * 3_600_000;

/** The matching consents, with their parents, so that the tree stays connected. */
export function filtered(rows: ConsentRow[], filter: ConsentFilter, now = Date.now()): ConsentRow[] {
  if (filter === "all") return rows;
  const matches = (row: ConsentRow) =>
    filter === "data" ? row.scope.endsWith("/data_access") : now - (row.lastUsedAt ?? row.givenAt ?? 0) > UNUSED;
  const kept = new Set<number>();
  rows.forEach((row, index) => {
    if (!matches(row)) return;
    let level = row.level;
    kept.add(index);
    for (let at = index - 1; at >= 0 && level > 1; at -= 1) {
      const above = rows[at];
      if (!above || above.level >= level) continue;
      kept.add(at);
      level = above.level;
    }
  });
  return rows.filter((_, index) => kept.has(index));
}

/** A consent with everything below it, which is removed along with it. */
export function withBelow(rows: ConsentRow[], row: ConsentRow): ConsentRow[] {
  const at = rows.indexOf(row);
  const below = rows.slice(at + 1);
  const end = below.findIndex(({ level }) => level <= row.level);
  return [row, ...(end < 0 ? below : below.slice(0, end))];
}

/** "1 removed, 2 granted."; null if nothing changed. */
export function difference(before: ConsentRow[], after: ConsentRow[]): string | null {
  const ids = (rows: ConsentRow[]) => new Set(rows.map((row) => row.id));
  const [was, is] = [ids(before), ids(after)];
  const removed = [...was].filter((id) => !is.has(id)).length;
  const granted = [...is].filter((id) => !was.has(id)).length;
  const words = [removed ? `${removed} removed` : "", granted ? `${granted} granted` : ""].filter(Boolean);
  return words.length > 0 ? `${words.join(", ")}.` : null;
}
