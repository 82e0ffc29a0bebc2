/** Where a key moves to in a list of `count` rows with `page` of them in view; null if it isn't a navigation key. */
export function move(key: string, active: number, count: number, page: number): number | null {
  const clamp = (index: number) => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case "ArrowDown":
      return clamp(active + 1);
    case "ArrowUp":
      return clamp(active - 1);
    case "PageDown":
      return clamp(active + Math.max(1, page - 1));
    case "PageUp":
      return clamp(active - Math.max(1, page - 1));
    case "Home":
      return clamp(0);
    case "End":
      return clamp(count - 1);
    default:
      return null;
  }
}
