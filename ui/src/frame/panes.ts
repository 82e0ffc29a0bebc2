const FOCUSABLE = 'button, input:not([type="hidden"]), select, summary, a[href], [tabindex="0"]';

/** F6: moves the focus to the next pane (marked `data-pane`), in a circle. */
export function focusNextPane(root: ParentNode, from: Element | null, back: boolean): void {
  const panes = [...root.querySelectorAll<HTMLElement>("[data-pane]")].filter(target);
  if (panes.length === 0) return;
  const current = panes.findIndex((pane) => pane.contains(from));
  const step = back ? -1 : 1;
  const next = current < 0 ? (back ? panes.length - 1 : 0) : (current + step + panes.length) % panes.length;
  const pane = panes[next];
  if (pane) target(pane)?.focus();
}

/** The current row, tab or page of a pane, else the first element that takes the focus. */
function target(pane: HTMLElement): HTMLElement | null {
  return (
    pane.querySelector<HTMLElement>('[tabindex="0"], [aria-current="page"]') ??
    pane.querySelector<HTMLElement>(FOCUSABLE)
  );
}
