import type { Access, ScopeGroup, ScopeRow, ScopeStatus } from "../../ipc";

/** A line of the tree: a service, or one of its permissions. */
export type Line =
  | { kind: "group"; key: string; level: 1; group: ScopeGroup; open: boolean; hasChildren: true }
  | { kind: "scope"; key: string; level: number; row: ScopeRow; open: boolean; hasChildren: boolean };

/** The visible lines, with some branches collapsed. */
export function lines(groups: ScopeGroup[], folded: ReadonlySet<string>): Line[] {
  return groups.flatMap((group) => {
    const open = !folded.has(group.resourceServer);
    const head: Line = { kind: "group", key: group.resourceServer, level: 1, group, open, hasChildren: true };
    return open ? [head, ...below(group, folded)] : [head];
  });
}

function below(group: ScopeGroup, folded: ReadonlySet<string>): Line[] {
  const shown: Line[] = [];
  /** The level of a collapsed row; deeper rows are hidden until its branch ends. */
  let hidden = Number.POSITIVE_INFINITY;
  group.rows.forEach((row, index) => {
    if (row.level > hidden) return;
    hidden = Number.POSITIVE_INFINITY;
    const key = `${group.resourceServer} ${row.path}`;
    const hasChildren = (group.rows[index + 1]?.level ?? 0) > row.level;
    const open = hasChildren && !folded.has(key);
    if (hasChildren && !open) hidden = row.level;
    shown.push({ kind: "scope", key, level: row.level + 1, row, open, hasChildren });
  });
  return shown;
}

/** What the permissions are for, in order and without duplicates: "Runs", "Cancel runs", … */
export function tasks(groups: ScopeGroup[]): string[] {
  return [...new Set(groups.flatMap(({ rows }) => rows.flatMap(({ neededFor }) => neededFor)))];
}

/** The permissions that one task needs, with their parents and dependencies. */
export function forTask(groups: ScopeGroup[], task: string): ScopeGroup[] {
  const within = (row: ScopeRow, other: ScopeRow) => `${row.path} `.startsWith(`${other.path} `);
  return groups.flatMap((group) => {
    const needed = group.rows.filter(({ neededFor }) => neededFor.includes(task));
    const rows = group.rows.filter((row) => needed.some((other) => within(row, other) || within(other, row)));
    return rows.length > 0 ? [{ ...group, rows }] : [];
  });
}

/** Those that are missing and can be requested. */
export function toAsk(groups: ScopeGroup[]): string[] {
  const open = groups.flatMap(({ rows }) => rows).filter((row) => row.canAsk && MISSING.includes(row.status));
  return [...new Set(open.map(({ asks }) => asks))];
}

/** The parent line in the tree. */
export function parentOf(all: Line[], index: number): number {
  const level = all[index]?.level ?? 1;
  for (let at = index - 1; at >= 0; at -= 1) if ((all[at]?.level ?? 0) < level) return at;
  return index;
}

/** What a key does in the tree: moves to another line, collapses or expands. */
export function move(all: Line[], index: number, key: string): { to: number } | { fold: boolean } | null {
  const line = all[index];
  if (!line) return null;
  const within = (to: number) => ({ to: Math.max(0, Math.min(all.length - 1, to)) });
  switch (key) {
    case "ArrowDown":
      return within(index + 1);
    case "ArrowUp":
      return within(index - 1);
    case "PageDown":
      return within(index + 10);
    case "PageUp":
      return within(index - 10);
    case "Home":
      return within(0);
    case "End":
      return within(all.length - 1);
    case "ArrowRight":
      if (!line.hasChildren) return null;
      return line.open ? within(index + 1) : { fold: false };
    case "ArrowLeft":
      return line.hasChildren && line.open ? { fold: true } : { to: parentOf(all, index) };
    default:
      return null;
  }
}

/** The required permissions that are missing; one button requests them all. */
export function missingRequired(access: Access): ScopeRow[] {
  const rows = access.groups.flatMap((group) => group.rows);
  return rows.filter(
    ({ kind, status, canAsk }) =>
      canAsk &&
      kind !== "optional" &&
      kind !== "optionalDependent" &&
      (ATTENTION.includes(status) || (kind === "required" && status === "newTokenNeeded")),
  );
}

const ATTENTION: ScopeStatus[] = ["missing", "partGranted", "expired", "refused"];

const MISSING: ScopeStatus[] = [...ATTENTION, "off", "newTokenNeeded"];
