// Paths as Transfer writes them: absolute, with a slash at the end of folders.

/** `/a/b/` for `/a/b`, and for `/a//b/`. */
export function folder(path: string): string {
  const parts = names(path);
  return parts.length === 0 ? "/" : `/${parts.join("/")}/`;
}

/** A path for display: control characters and direction marks, which could disguise it, show as a replacement mark. */
export function visible(path: string): string {
  return path.replace(/[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "\ufffd");
}

/** The parent folder; null if there is none, or if the path is unknown. */
export function parent(path: string): string | null {
  const parts = names(path);
  return parts.length === 0 ? null : folder(parts.slice(0, -1).join("/"));
}

/** The folders along a path: `/`, `/a/`, `/a/b/`. */
export function way(path: string): { name: string; path: string }[] {
  const parts = names(path);
  const below = parts.map((name, index) => ({
    name: visible(name),
    path: folder(parts.slice(0, index + 1).join("/")),
  }));
  return [{ name: "/", path: "/" }, ...below];
}

/** The folder in `above` that leads to `below`; null if `below` is not inside. */
export function through(above: string, below: string): string | null {
  const start = names(above);
  const parts = names(below);
  const inside = parts.length > start.length && start.every((name, index) => parts[index] === name);
  return inside ? folder(parts.slice(0, start.length + 1).join("/")) : null;
}

/** Typed text as a path; empty for the collection's default folder. */
export function typed(text: string): string {
  const path = text.trim();
  return path === "" ? "" : folder(path);
}

function names(path: string): string[] {
  return path.split("/").filter(Boolean);
}
