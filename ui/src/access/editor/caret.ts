/** How many characters to show before and after the caret. */
const BEFORE = 40;
const AFTER = 20;

export type Caret = {
  /** The text around the error. */
  excerpt: string;
  /** Spaces before the caret below it. */
  indent: number;
};

/** The text around an error, and where the caret points at it. Positions count characters, not code units. */
export function caret(text: string, position: number): Caret {
  const characters = [...text.replaceAll("\n", " ")];
  const at = Math.min(position, characters.length);
  const from = Math.max(0, at - BEFORE);
  const cut = from > 0 ? "…" : "";
  const to = Math.min(characters.length, at + AFTER);
  const excerpt = cut + characters.slice(from, to).join("") + (to < characters.length ? "…" : "");
  return { excerpt, indent: cut.length + at - from };
}
