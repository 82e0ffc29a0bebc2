import { commands, events, type TransferList, type TransferQuery } from "../ipc";
import { Feed } from "../list/feed.svelte";
import { STEP } from "../reading/paged.svelte";

export type TransferFeed = Feed<TransferQuery, TransferList>;

export function transferFeed(): TransferFeed {
  return new Feed(
    {
      service: "Globus Transfer",
      ask: commands.listTransfers,
      kept: (query) => ({ of: "transfers", query }),
      refreshed: events.transfersRefreshed,
    },
    { view: "all", text: "", limit: STEP },
  );
}
