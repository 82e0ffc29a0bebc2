import { commands, events, type RunList, type RunQuery } from "../ipc";
import { Feed } from "../list/feed.svelte";
import { STEP } from "../reading/paged.svelte";

export type RunFeed = Feed<RunQuery, RunList>;

/** All runs, or those of one flow. */
export function runFeed(flowId: string | null = null): RunFeed {
  return new Feed(
    {
      service: "Globus Flows",
      ask: commands.listRuns,
      kept: (query) => ({ of: "runs", query }),
      refreshed: events.runsRefreshed,
    },
    { view: "all", flowId, text: "", limit: STEP },
  );
}
