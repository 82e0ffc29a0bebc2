import { Reading } from "./reading.svelte";

export type Limited = { limit: number };

/** How many rows to load at first, and each time you ask for more. */
export const STEP = 100;

/** A reading of rows that loads a hundred at a time. */
export class Paged<Query extends Limited, Value extends object> extends Reading<Query, Value> {
  /** A new query starts over with the first hundred. */
  override ask(change: Partial<Query>): void {
    super.ask({ limit: STEP, ...change });
  }

  more(): void {
    this.#ask(this.query.limit + STEP);
  }

  /** Doubles the number of rows, to reach the end sooner. */
  farther(): void {
    this.#ask(this.query.limit * 2);
  }

  #ask(limit: number): void {
    super.ask({ limit } as Partial<Query>);
  }

  /** Asking for more rows does not make it another query. */
  protected override isSame(one: Query, other: Query): boolean {
    return super.isSame({ ...one, limit: 0 }, { ...other, limit: 0 });
  }
}
