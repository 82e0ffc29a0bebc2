// Paths as Transfer writes them: absolute, folders end with a slash.

/** `/a/b/` for `/a/b`, and for `/a//b/`. */
export function folder(path: string): string {
  const parts = names(path);
  return parts.length === 0 ? "/" : `/${parts.join("/")}/`;
}

export function join(path: string, name: string): string {
  return folder(`${path}/${name}`);
}

/** The folder above; null: there is none, or the path says nothing yet. */
export function parent(path: string): string | null {
  const parts = names(path);
  return parts.length === 0 ? null : folder(parts.slice(0, -1).join("/"));
}

/** The folders on the way, the first one first: `/`, `/a/`, `/a/b/`. */
export function way(path: string): { name: string; path: string }[] {
  const parts = names(path);
  const below = parts.map((name, index) => ({ name, path: folder(parts.slice(0, index + 1).join("/")) }));
  return [{ name: "/", path: "/" }, ...below];
}

/** The folder in `above` through which `below` is reached; null: it is not below. */
export function through(above: string, below: string): string | null {
  const start = names(above);
  const parts = names(below);
  const inside = parts.length > start.length && start.every((name, index) => parts[index] === name);
  return inside ? (parts[start.length] ?? null) : null;
}

/** What somebody typed, as a path; nothing leads to where the collection begins. */
export function typed(text: string): string {
  const path = text.trim();
  return path === "" ? "" : folder(path);
}

function names(path: string): string[] {
  return path.split("/").filter(Boolean);
}
