import { commands, events, type TransferList, type TransferQuery } from "../ipc";
import { Feed } from "../list/feed.svelte";

export type TransferFeed = Feed<TransferQuery, TransferList>;

export function transferFeed(): TransferFeed {
  return new Feed<TransferQuery, TransferList>(
    {
      service: "Globus Transfer",
      ask: (query) => commands.listTransfers(query),
      listen: (hear) => events.transfersRefreshed.listen(hear),
    },
    { view: "all", text: "", limit: 100 },
  );
}
