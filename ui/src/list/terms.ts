// The only place of the window that reads a filter's text. `FilterBox` shows what it finds as chips; the shell reads the
// text again and filters by it.

/** A term of a filter, such as `status:failed`. */
export type Term = {
  /** As it stands in the text: `flow:"Move files"`. */
  written: string;
  /** `flow: Move files`. */
  shown: string;
};

/** A piece without spaces, but for those between quotation marks. */
const PIECE = /(?:[^\s"]|"[^"]*"?)+/g;

/** The terms of a text that have one of these names and something behind it. */
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
