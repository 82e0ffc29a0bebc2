// Paths as Transfer writes them: absolute, folders end with a slash.

/** `/a/b/` for `/a/b`, and for `/a//b/`. */
export function folder(path: string): string {
  const parts = names(path);
  return parts.length === 0 ? "/" : `/${parts.join("/")}/`;
}

/** A path as it is shown: what poses as something else (controls, marks that turn the direction of text) as a mark. */
export function visible(path: string): string {
  return path.replace(/[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "\ufffd");
}

/** The folder above; null: there is none, or the path says nothing yet. */
export function parent(path: string): string | null {
  const parts = names(path);
  return parts.length === 0 ? null : folder(parts.slice(0, -1).join("/"));
}

/** The folders on the way, the first one first: `/`, `/a/`, `/a/b/`. */
export function way(path: string): { name: string; path: string }[] {
  const parts = names(path);
  const below = parts.map((name, index) => ({
    name: visible(name),
    path: folder(parts.slice(0, index + 1).join("/")),
  }));
  return [{ name: "/", path: "/" }, ...below];
}

/** The path of the folder in `above` through which `below` is reached; null: it is not below. */
export function through(above: string, below: string): string | null {
  const start = names(above);
  const parts = names(below);
  const inside = parts.length > start.length && start.every((name, index) => parts[index] === name);
  return inside ? folder(parts.slice(0, start.length + 1).join("/")) : null;
}

/** What somebody typed, as a path; nothing leads to where the collection begins. */
export function typed(text: string): string {
  const path = text.trim();
  return path === "" ? "" : folder(path);
}

function names(path: string): string[] {
  return path.split("/").filter(Boolean);
}
