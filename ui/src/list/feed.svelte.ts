import type { Problem } from "../ipc";
import { type Limited, Paged } from "../reading/paged.svelte";
import type { Source } from "../reading/reading.svelte";
import { Selection } from "./selection.svelte";

export type Page = { rows: { id: string }[]; more: boolean; fetchedAt: number };

/** The shell's event for a list it refreshed. */
type Refreshed<Query, List> = {
  listen(
    hear: (event: {
      payload: { query: Query; list: List | null; problem: Problem | null; changed?: string[] };
    }) => void,
  ): Promise<() => void>;
};

type Asking<Query, List> = Pick<Source<Query, List>, "service" | "ask" | "kept"> & {
  refreshed: Refreshed<Query, List>;
};

/** A list and its selection, which it keeps while it is off screen. */
export class Feed<Query extends Limited, List extends Page> extends Paged<Query, List> {
  /** The current row, by ID. */
  chosen = $state<string | null>(null);
  /** The selected rows, if there are several. */
  readonly selection = new Selection();

  constructor({ service, ask, kept, refreshed }: Asking<Query, List>, first: Query) {
    super(
      {
        service,
        ask,
        kept,
        listen: (hear) => refreshed.listen(({ payload: { list, ...heard } }) => hear({ ...heard, value: list })),
      },
      first,
    );
  }

  /** Another query clears the selection. */
  override ask(change: Partial<Query>): void {
    const before = this.query;
    super.ask(change);
    if (!this.isSame(before, this.query)) this.selection.clear();
  }
}
