import { expect, test } from "vitest";

/** From the bottom up. A folder may import from itself and from those listed before it. */
const FLOORS = [
  "ipc",
  "format",
  "page",
  "style",
  "controls",
  "status",
  "problem",
  "reading",
  "list",
  "detail",
  "session",
  "settings",
  "signin",
  "stepup",
  "accounts",
  "access",
  "collections",
  "runs",
  "flows",
  "transfers",
  "frame",
  "App",
  "main",
];

const files = import.meta.glob<string>(["./**/*.{ts,svelte}", "!./**/*.test.ts", "!./*.d.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The floor of a file: that of its folder or, outside folders, of its name. */
function floor(path: string): number {
  const name = /^\.\/([^/.]+)/.exec(path)?.[1] ?? path;
  return FLOORS.indexOf(name);
}

/** `./list/feed.svelte.ts` for "../list/feed.svelte", imported from "./runs/feed.ts". */
function resolve(from: string, to: string): string {
  const path = `.${new URL(to, new URL(from, "file:///")).pathname}`;
  return ["", ".ts", "/index.ts"].map((end) => path + end).find((each) => each in files) ?? path;
}

const imported = (text: string) => [...text.matchAll(/(?:from|import) "(\.[^"]+)"/g)].map((found) => found[1] ?? "");
const arrows = new Map(
  Object.entries(files).map(([from, text]) => [from, imported(text).map((to) => resolve(from, to))]),
);

/** Everything that a file imports, directly or indirectly. */
function below(file: string): Set<string> {
  const found = new Set<string>();
  const open = [file];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const to of arrows.get(next) ?? []) {
      if (found.has(to)) continue;
      found.add(to);
      open.push(to);
    }
  }
  return found;
}

test("every file stands on a floor", () => {
  expect(Object.keys(files).filter((path) => floor(path) < 0)).toEqual([]);
  expect(below("./main.ts").size, "nearly all of them are found from the top").toBeGreaterThan(150);
});

test("imports point down", () => {
  const upward = [...arrows].flatMap(([from, all]) => {
    const above = all.filter((to) => floor(to) > floor(from));
    return above.map((to) => `${from} imports ${to}`);
  });
  expect(upward).toEqual([]);
});

test("only ipc talks to the shell", () => {
  const others = Object.entries(files).filter(([path]) => !path.startsWith("./ipc/"));
  expect(others.filter(([, text]) => text.includes('"@tauri-apps/')).map(([path]) => path)).toEqual([]);
});

/** Modules that scroll whole screens or cover them. */
const SCROLLERS = ["frame/Frame", "signin/FirstRun", "signin/Stage", "accounts/AccountMenu"];

test("everything else scrolls by the class that stops doing so in a low window", () => {
  const scrolling = Object.entries(files).filter(([, text]) => /overflow(-y)?: (auto|scroll)/.test(text));
  expect(scrolling.map(([path]) => path.slice(2, -".svelte".length)).sort()).toEqual(SCROLLERS.sort());
});

test("no file imports itself, whatever the way round", () => {
  expect([...arrows.keys()].filter((file) => below(file).has(file))).toEqual([]);
});
