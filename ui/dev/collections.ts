import type { CollectionList, CollectionRow, FileRow, Folder, Problem } from "../src/ipc";
import { id } from "./id";

const DAY = 86_400_000;

export const collection = (change: Partial<CollectionRow> = {}): CollectionRow => ({
  id: id("c", 1),
  name: "Midway3 Project",
  owner: "University of Chicago RCC",
  kind: "Mapped collection",
  highAssurance: false,
  connected: null,
  dataAccess: "granted",
  ...change,
});

const ALL = [
  collection(),
  collection({ id: id("c", 2), name: "ALCF Eagle", owner: "Argonne", dataAccess: "needed" }),
  collection({ id: id("c", 3), name: "Clinical archive", owner: "Hospital", highAssurance: true, dataAccess: "none" }),
  collection({
    id: id("c", 4),
    name: "Ada's laptop",
    owner: "Ada Lovelace",
    kind: "Personal collection",
    connected: false,
  }),
];

export function collections(text: string): CollectionList {
  return { rows: ALL.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())), more: false };
}

const file = (name: string, size: number | null, days: number, kind = "file"): FileRow => ({
  name,
  path: `/${name}`,
  folder: kind === "folder",
  kind,
  size,
  modifiedAt: Date.now() - days * DAY,
});

const TREE: Record<string, FileRow[]> = {
  "/": [file("home", null, 40, "folder"), file("proj", null, 3, "folder")],
  "/proj/": [file("archive", null, 9, "folder"), file("raw", null, 1, "folder"), file("README.md", 1_812, 90)],
  "/proj/archive/": [],
  "/proj/raw/": [
    file("2026-10", null, 25, "folder"),
    file("2026-11", null, 0.01, "folder"),
    ...Array.from({ length: 30 }, (_, index) => file(`frame-${index}.tif`, 1_048_576 * (index + 1), index)),
    file("latest", null, 0.2, "link"),
  ],
};

/** The row as it would be inside this folder. */
const inside = (above: string, row: FileRow): FileRow => ({
  ...row,
  path: `${above}${row.name}${row.folder ? "/" : ""}`,
});

export function folder(path: string, hidden: boolean, change: Partial<CollectionRow> = {}): Folder {
  const at = path === "" ? "/proj/" : path;
  const entries = TREE[at] ?? [];
  return {
    collection: collection(change),
    path: at,
    entries: (hidden ? [...entries, file(".lock", 0, 2)] : entries).map((row) => inside(at, row)),
    more: false,
    fetchedAt: Date.now(),
  };
}

export const notFound: Problem = {
  tone: "error",
  what: "Folder not found.",
  meaning: "It may have been moved or deleted.",
  fix: { action: "retry", label: "Try again" },
  otherwise: null,
  need: null,
  details: [{ label: "Code", value: "ClientError.NotFound" }],
};

export const needsDataAccess: Problem = {
  tone: "warning",
  what: "Globus Transfer needs your permission before Meridian can load this.",
  meaning: "You'll see what it asks for before your browser opens.",
  fix: { action: "allow", label: "Allow…" },
  otherwise: null,
  need: 1,
  details: [],
};
