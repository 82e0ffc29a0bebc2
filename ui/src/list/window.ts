// For rows of one fixed height: which of them to draw, and how far to scroll to reveal one.

export type Viewport = { top: number; height: number; row: number; count: number };

/** Extra rows drawn above and below the view, so that a quick scroll shows no gap. */
const MARGIN = 8;

/** Indexes of the rows to draw, in order. `keep` is always drawn: it may have the focus. */
export function drawn(view: Viewport, keep: number): number[] {
  const first = Math.max(0, Math.floor(view.top / view.row) - MARGIN);
  const last = Math.min(view.count, Math.ceil((view.top + view.height) / view.row) + MARGIN);
  const indexes: number[] = [];
  if (keep >= 0 && keep < Math.min(first, view.count)) indexes.push(keep);
  for (let index = first; index < last; index += 1) indexes.push(index);
  if (keep >= Math.max(last, first) && keep < view.count) indexes.push(keep);
  return indexes;
}

/** The scroll offset that shows all of the row, moving as little as possible. */
export function scrollTo(index: number, view: Viewport): number {
  const above = index * view.row;
  const below = above + view.row - view.height;
  return Math.max(0, Math.min(above, Math.max(view.top, below)));
}
