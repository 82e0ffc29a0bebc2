import { commands, events, type FlowList, type FlowQuery } from "../ipc";
import { Feed } from "../list/feed.svelte";
import { STEP } from "../reading/paged.svelte";

export type FlowFeed = Feed<FlowQuery, FlowList>;

export function flowFeed(): FlowFeed {
  return new Feed(
    {
      service: "Globus Flows",
      ask: commands.listFlows,
      kept: (query) => ({ of: "flows", query }),
      refreshed: events.flowsRefreshed,
    },
    { text: "", order: "updated", limit: STEP },
  );
}
