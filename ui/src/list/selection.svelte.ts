/** The selected rows, by ID. When empty, actions apply to the focused row. */
export class Selection {
  #ids = $state.raw<ReadonlySet<string>>(new Set());
  /** Where the range starts. */
  #anchor: string | null = null;

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Starts a range here. */
  begin(id: string): void {
    this.#anchor = id;
  }

  toggle(id: string): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#ids = ids;
    this.#anchor = id;
  }

  /** Selects all rows from the start of the range to this one. */
  extend(order: string[], to: string): void {
    const end = order.indexOf(to);
    const start = this.#anchor === null ? end : order.indexOf(this.#anchor);
    const [first, last] = start < 0 || start > end ? [end, Math.max(start, end)] : [start, end];
    if (end >= 0) this.#ids = new Set(order.slice(first, last + 1));
  }

  all(order: string[]): void {
    this.#ids = new Set(order);
  }

  clear(): void {
    if (this.#ids.size > 0) this.#ids = new Set();
  }

  /** Drops rows that are no longer listed. */
  keep(order: string[]): void {
    const kept = order.filter((id) => this.#ids.has(id));
    if (kept.length !== this.#ids.size) this.#ids = new Set(kept);
  }
}
