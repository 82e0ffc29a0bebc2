import type { TermInUse } from "../ipc";

/** The filter text without this term. */
export function without(text: string, { written }: TermInUse): string {
  const at = text.indexOf(written);
  return at < 0 ? text : `${text.slice(0, at)}${text.slice(at + written.length)}`.replace(/\s+/g, " ").trim();
}
