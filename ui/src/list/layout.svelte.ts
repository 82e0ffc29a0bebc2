import { commands } from "../ipc";
import { live } from "../page/live.svelte";
import type { Column } from "./columns";

/** The hidden columns, and custom widths in pixels. */
export type Layout = { hidden: string[]; widths: Record<string, number> };

const DEFAULT: Layout = { hidden: [], widths: {} };

/** The column layout of each list; saved by the shell. */
class Layouts {
  #all = $state.raw<Record<string, Layout>>({});

  /** If they can't be loaded, all lists have their default columns. */
  async load(): Promise<void> {
    try {
      const kept = await commands.columns();
      const layouts = Object.entries(kept).map(([list, layout]) => [list, { ...DEFAULT, ...layout }]);
      this.#all = Object.fromEntries(layouts);
    } catch {
      // Only the layout is lost.
    }
  }

  of(list: string): Layout {
    return this.#all[list] ?? DEFAULT;
  }

  /** Applies a layout without saving it yet: a column is being dragged. */
  show(list: string, layout: Layout): void {
    this.#all = { ...this.#all, [list]: layout };
  }

  /** Applies and saves a layout. If saving fails, it says so, and the layout lasts until you quit. */
  async set(list: string, layout: Layout): Promise<void> {
    this.show(list, layout);
    const answer = await commands.setColumns(list, layout);
    if (answer.status === "error") live.say(`${answer.error.what} ${answer.error.meaning}`);
  }

  reset(list: string): Promise<void> {
    return this.set(list, DEFAULT);
  }
}

export const layouts = new Layouts();

/**
 * The columns to show in a list of this width; 0 if unknown yet. The first always shows: it says what a row is. A
 * custom layout shows all its columns, however little room there is.
 */
export function shown<Row>(columns: Column<Row>[], layout: Layout, width: number): Column<Row>[] {
  const isDefault = layout.hidden.length === 0 && Object.keys(layout.widths).length === 0;
  return columns.filter(({ key, from = 0 }, index) => {
    if (index === 0) return true;
    return isDefault ? width === 0 || width >= from : !layout.hidden.includes(key);
  });
}

/** Space between columns and at the ends of a row, at least as in Grid.svelte. */
const GAP = 16;
const ENDS = 50;

/** The widths of these columns, and the width below which the list scrolls sideways. */
export function template<Row>(columns: Column<Row>[], { widths }: Layout): { tracks: string; least: number } {
  const tracks = columns.map(({ key, track = "minmax(60px, 1fr)" }) => {
    const width = widths[key];
    return width === undefined ? track : `${width}px`;
  });
  const narrowest = tracks.map((track) => Number.parseInt(track.replace("minmax(", ""), 10));
  const least = narrowest.reduce((sum, width) => sum + width + GAP, ENDS - GAP);
  return { tracks: tracks.join(" "), least };
}
