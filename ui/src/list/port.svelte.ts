import { on } from "svelte/events";

/** The part of a grid's rows that is in view. The grid scrolls on its own or, in a low window, with the page (base.css). */
export class Port {
  /** Pixels of rows above the view. */
  top = $state(0);
  height = $state(0);
  #grid: HTMLElement | null = null;
  #page: HTMLElement | null = null;

  /** `head`: the height of the header row. */
  constructor(readonly head: number) {}

  attach(grid: HTMLElement): () => void {
    this.#grid = grid;
    const page = grid.closest("main");
    const sizes = new ResizeObserver(() => {
      this.#page = getComputedStyle(grid).overflowY === "hidden" ? page : null;
      this.look();
    });
    const parts = page ? [grid, page] : [grid];
    for (const part of parts) sizes.observe(part);
    const stops = parts.map((part) => on(part, "scroll", () => this.look()));
    this.look();
    return () => {
      sizes.disconnect();
      for (const stop of stops) stop();
    };
  }

  look(): void {
    const [grid, page] = [this.#grid, this.#page];
    if (!grid) return;
    if (page) {
      const above = this.#above(grid, page);
      this.top = Math.max(0, above);
      this.height = page.clientHeight + Math.min(0, above);
    } else {
      this.top = grid.scrollTop;
      this.height = grid.clientHeight - this.head;
    }
  }

  /** Scrolls so that this many pixels of rows are above the view. */
  scrollTo(top: number): void {
    if (!this.#grid || top === this.top) return;
    if (this.#page) this.#page.scrollTop += top - this.#above(this.#grid, this.#page);
    else this.#grid.scrollTop = top;
    this.look();
  }

  /** How far the rows start above the page's upper edge; negative if below it. */
  #above(grid: HTMLElement, page: HTMLElement): number {
    return page.getBoundingClientRect().top - grid.getBoundingClientRect().top - this.head;
  }
}
