import { commands, events, type FlowList, type FlowQuery } from "../ipc";
import { Feed } from "../list/feed.svelte";

export type FlowFeed = Feed<FlowQuery, FlowList>;

export function flowFeed(): FlowFeed {
  return new Feed<FlowQuery, FlowList>(
    {
      service: "Globus Flows",
      ask: (query) => commands.listFlows(query),
      listen: (hear) => events.flowsRefreshed.listen(hear),
    },
    { text: "", order: "updated", limit: 100 },
  );
}
