import type { Snippet } from "svelte";

/** What a list holds: anything with an id. */
export type Listed = { id: string };

export type Column<Row> = {
  key: string;
  label: string;
  /** How wide it is where columns can be laid out: a track of a CSS grid. */
  track?: string;
  /** It is left out of a list that is narrower than this, in pixels. */
  from?: number;
  /** Numbers stand at the end. */
  end?: boolean;
  cell: Snippet<[Row]>;
  /** What stands at its head instead of the label. */
  head?: Snippet;
  /** How many columns this row's cell takes, if more than its own. */
  span?: (row: Row) => number;
};

export type Placed<Row> = { column: Column<Row>; index: number; span: number };

/** The cells of a row, without the columns that another one covers. Indexes start at 1, as in ARIA. */
export function place<Row>(columns: Column<Row>[], row: Row): Placed<Row>[] {
  const cells: Placed<Row>[] = [];
  for (let index = 0; index < columns.length; ) {
    const column = columns[index] as Column<Row>;
    const span = column.span?.(row) ?? 1;
    cells.push({ column, index: index + 1, span });
    index += Math.max(1, span);
  }
  return cells;
}
