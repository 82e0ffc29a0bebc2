import { commands } from "../ipc";
import { live } from "../page/live.svelte";
import type { Column } from "./columns";

/** Columns that are not shown, and widths in pixels of those that have their own. */
export type Layout = { hidden: string[]; widths: Record<string, number> };

const USUAL: Layout = { hidden: [], widths: {} };

/** How the person laid out the columns of each list; kept by the shell. */
class Layouts {
  #all = $state.raw<Record<string, Layout>>({});

  /** Without an answer the columns are as usual. */
  async load(): Promise<void> {
    try {
      const kept = await commands.columns();
      const layouts = Object.entries(kept).map(([list, layout]) => [list, { ...USUAL, ...layout }]);
      this.#all = Object.fromEntries(layouts);
    } catch {
      // Nothing is lost but the looks.
    }
  }

  of(list: string): Layout {
    return this.#all[list] ?? USUAL;
  }

  /** Holds from now on, and is not kept yet: it is being drawn. */
  show(list: string, layout: Layout): void {
    this.#all = { ...this.#all, [list]: layout };
  }

  /** Holds at once; what cannot be kept holds until the end, and is said. */
  async set(list: string, layout: Layout): Promise<void> {
    this.show(list, layout);
    const answer = await commands.setColumns(list, layout);
    if (answer.status === "error") live.say(`${answer.error.what} ${answer.error.meaning}`);
  }

  reset(list: string): Promise<void> {
    return this.set(list, USUAL);
  }
}

export const layouts = new Layouts();

/**
 * The columns that are shown in a list of this width; 0: not known yet. The first one stays: it says what a row is.
 * Whoever chose columns gets those, however little room there is.
 */
export function shown<Row>(columns: Column<Row>[], layout: Layout, width: number): Column<Row>[] {
  const isUsual = layout.hidden.length === 0 && Object.keys(layout.widths).length === 0;
  return columns.filter(({ key, from = 0 }, index) => {
    if (index === 0) return true;
    return isUsual ? width === 0 || width >= from : !layout.hidden.includes(key);
  });
}

/** Between two columns, and at the ends of a row; never less than in Grid.svelte. */
const GAP = 16;
const ENDS = 50;

/** The tracks of these columns, and the width below which the list scrolls sideways. */
export function template<Row>(columns: Column<Row>[], { widths }: Layout): { tracks: string; least: number } {
  const tracks = columns.map(({ key, track = "minmax(60px, 1fr)" }) => {
    const width = widths[key];
    return width === undefined ? track : `${width}px`;
  });
  const narrowest = tracks.map((track) => Number.parseInt(track.replace("minmax(", ""), 10));
  const least = narrowest.reduce((sum, width) => sum + width + GAP, ENDS - GAP);
  return { tracks: tracks.join(" "), least };
}
