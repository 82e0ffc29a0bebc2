// The only part of the window that parses filter text. `FilterBox` shows the terms as chips; the shell parses the text
// itself to filter by it.

/** A term of a filter, such as `status:failed`. */
export type Term = {
  /** As written: `flow:"Move files"`. */
  written: string;
  /** `flow: Move files`. */
  shown: string;
};

/** A piece without spaces, except inside quotation marks. */
const PIECE = /(?:[^\s"]|"[^"]*"?)+/g;

/** The terms in a text with one of these names and a value. */
export function termsIn(text: string, names: readonly string[]): Term[] {
  const pieces = text.match(PIECE) ?? [];
  return pieces.flatMap((written) => {
    const plain = written.replaceAll('"', "");
    const colon = plain.indexOf(":");
    const [name, value] = [plain.slice(0, colon).toLowerCase(), plain.slice(colon + 1)];
    return colon > 0 && value && names.includes(name) ? [{ written, shown: `${name}: ${value}` }] : [];
  });
}

/** The text without this term. */
export function without(text: string, { written }: Term): string {
  const at = text.indexOf(written);
  return at < 0 ? text : `${text.slice(0, at)}${text.slice(at + written.length)}`.replace(/\s+/g, " ").trim();
}
