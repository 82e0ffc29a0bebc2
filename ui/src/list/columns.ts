import type { Snippet } from "svelte";

/** Anything with an ID can be listed. */
export type Listed = { id: string };

export type Column<Row> = {
  key: string;
  label: string;
  /** Its width, as a track of a CSS grid. */
  track?: string;
  /** Hidden in a list narrower than this, in pixels. */
  from?: number;
  /** Aligned to the end, as numbers are. */
  end?: boolean;
  cell: Snippet<[Row]>;
  /** Header content, instead of the label. */
  head?: Snippet;
  /** How many columns this row's cell spans. */
  span?: (row: Row) => number;
};

export type Placed<Row> = { column: Column<Row>; index: number; span: number };

/** The cells of a row, without columns covered by a spanning cell. Indexes start at 1, as in ARIA. */
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
