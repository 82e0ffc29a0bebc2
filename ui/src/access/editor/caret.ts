/** As many characters before the caret as a line of the report shows. */
const BEFORE = 40;
const AFTER = 20;

export type Caret = {
  /** A stretch of the text around the fault. */
  excerpt: string;
  /** Spaces up to the caret under it. */
  indent: number;
};

/** The piece of the text with the fault, and where in it the caret stands. Positions count characters, not units. */
export function caret(text: string, position: number): Caret {
  const characters = [...text.replaceAll("\n", " ")];
  const at = Math.min(position, characters.length);
  const from = Math.max(0, at - BEFORE);
  const cut = from > 0 ? "…" : "";
  const to = Math.min(characters.length, at + AFTER);
  const excerpt = cut + characters.slice(from, to).join("") + (to < characters.length ? "…" : "");
  return { excerpt, indent: cut.length + at - from };
}
