/** A UUID that is the same on every run. */
export function id(kind: string, index: number): string {
  const tail = String(index).padStart(12, "0");
  return `${kind.charCodeAt(0).toString(16).padStart(8, "5")}-0000-4000-8000-${tail}`;
}
