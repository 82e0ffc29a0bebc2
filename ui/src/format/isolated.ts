/** The blocks that Unicode keeps for scripts written from right to left (UAX #9, default bidi classes R and AL). */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_DIRECTIONAL_ISOLATE = "\u2069";

/**
 * Text that others wrote, for a plain string of ours (a question, a tooltip, a toast), where no `<bdi>` can stand: it
 * can't reorder the words around it. A text without right-to-left characters can't anyway, and stays as it is.
 */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE : text;
}
