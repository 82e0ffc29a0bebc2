import { Reading } from "./reading.svelte";

export type Limited = { limit: number };

/** How many rows are asked for at first, and how many more each time. */
export const STEP = 100;

/** A reading of rows that come a hundred at a time. */
export class Paged<Query extends Limited, Value extends object> extends Reading<Query, Value> {
  /** A new question starts again with the first hundred. */
  override ask(change: Partial<Query>): void {
    super.ask({ limit: STEP, ...change });
  }

  more(): void {
    this.#ask(this.query.limit + STEP);
  }

  /** Far more at once, to reach the end soon. */
  farther(): void {
    this.#ask(this.query.limit * 2);
  }

  #ask(limit: number): void {
    super.ask({ limit } as Partial<Query>);
  }

  /** Asking for more of the same is the same question. */
  protected override isSame(one: Query, other: Query): boolean {
    return super.isSame({ ...one, limit: 0 }, { ...other, limit: 0 });
  }
}
