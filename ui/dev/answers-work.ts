// For component tests: the shell's answers about flows, runs, transfers and collections.
import type { Shell } from "../src/ipc/mock";
import { access } from "./access";
import { collections, folder } from "./collections";
import { flowDetail } from "./flows";
import { runDetail, runLog, runs } from "./runs";
import { copied, retrying, skipped, taskEvents } from "./tasks";

type Answers = NonNullable<Shell["answers"]>;

const log = runLog(340);

export const answers: Answers = {
  list_runs: ({ query }) => runs(230)(query as Parameters<ReturnType<typeof runs>>[0]),
  read_run: () => runDetail({ fetchedAt: Date.now() }),
  read_run_log: ({ limit }) => log(limit as number),
  read_transfer: retrying,
  read_task_events: ({ errorsOnly }) => taskEvents(errorsOnly === true),
  read_copied_files: ({ limit }) => copied(limit as number),
  read_skipped_files: skipped,
  read_flow: () => flowDetail({ fetchedAt: Date.now() }),
  read_access: () => access,
  search_collections: ({ text }) => collections(text as string),
  list_folder: ({ path, hidden }) => folder(path as string, hidden === true),
};
