// A fake shell for tests and the scenes page. The app never imports it.
import { emit } from "@tauri-apps/api/event";
import { mockIPC } from "@tauri-apps/api/mocks";
import type {
  ActionEnded,
  Attention,
  Browser,
  Choices,
  FlowList,
  FlowQuery,
  FlowsRefreshed,
  Known,
  Place,
  Problem,
  RunRefreshed,
  RunsRefreshed,
  ScopesGranted,
  Session,
  Settings,
  TransferList,
  TransferQuery,
  TransferRefreshed,
  TransfersRefreshed,
} from "./bindings";

type Given = Record<string, unknown>;

export type Shell = {
  session: Session;
  settings: Settings;
  /** Throw a problem to refuse the command. */
  listFlows: (query: FlowQuery) => FlowList | Promise<FlowList>;
  listTransfers: (query: TransferQuery) => TransferList | Promise<TransferList>;
  saveSettings: (choices: Choices) => Settings | Promise<Settings>;
  /** Answers to other commands, by name: `read_run`, `parse_scopes`, … */
  answers?: Record<string, (given: Given) => unknown>;
  /** Where the window opens. */
  place?: Place;
  attention?: Attention;
  browsers?: Browser[];
  /** Called for every command without an answer here: `sign_in`, `cancel_sign_in`, … */
  hear: (command: string, given: Given) => void;
};

export const never = new Promise<never>(() => {});

export function refuse(problem: Problem): never {
  throw problem;
}

const NOTHING: Known = { needsYou: [], active: [], readAt: null, problem: null };
const QUIET: Attention = { runs: NOTHING, transfers: NOTHING, permissions: NOTHING, offline: false, checkedAt: null };

/** Answers every command from `shell`, which may change at any time. */
export function mockShell(shell: Shell): void {
  mockIPC(
    async (command, payload) => {
      const given = (payload ?? {}) as Given;
      const answer = shell.answers?.[command];
      if (answer) return answer(given);
      switch (command) {
        case "current_session":
          return shell.session;
        case "browsers":
          return shell.browsers ?? [];
        case "appearance":
          return shell.settings.choices.appearance;
        case "columns":
          return {};
        case "settings":
          return shell.settings;
        case "save_settings":
          return shell.saveSettings(given.choices as Choices);
        case "list_flows":
          return shell.listFlows(given.query as FlowQuery);
        case "list_transfers":
          return shell.listTransfers(given.query as TransferQuery);
        case "current_place":
          return shell.place ?? { screen: "flows" };
        case "attention":
          return shell.attention ?? QUIET;
        // Sent all the time, and its answer doesn't matter.
        case "show_on_screen":
          return null;
        default:
          shell.hear(command, given);
          return null;
      }
    },
    { shouldMockEvents: true },
  );
}

export const say = {
  session: (session: Session) => emit("session-changed", session),
  flows: (event: FlowsRefreshed) => emit("flows-refreshed", event),
  runs: (event: RunsRefreshed) => emit("runs-refreshed", event),
  run: (event: RunRefreshed) => emit("run-refreshed", event),
  transfers: (event: TransfersRefreshed) => emit("transfers-refreshed", event),
  transfer: (event: TransferRefreshed) => emit("transfer-refreshed", event),
  attention: (attention: Attention) => emit("attention-changed", attention),
  settings: () => emit("settings-changed", null),
  place: (place: Place) => emit("place-opened", place),
  ended: (event: ActionEnded) => emit("action-ended", event),
  granted: (event: ScopesGranted) => emit("scopes-granted", event),
};
