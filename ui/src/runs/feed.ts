import { commands, events, type RunList, type RunQuery } from "../ipc";
import { Feed } from "../list/feed.svelte";

export type RunFeed = Feed<RunQuery, RunList>;

/** All runs, or those of one flow. */
export function runFeed(flowId: string | null = null): RunFeed {
  return new Feed<RunQuery, RunList>(
    {
      service: "Globus Flows",
      ask: (query) => commands.listRuns(query),
      listen: (hear) => events.runsRefreshed.listen(hear),
    },
    { view: "all", flowId, text: "", limit: 100 },
  );
}
