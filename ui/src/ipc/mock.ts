// A shell for tests and for the page of all screens. The app itself never imports this.
import { emit } from "@tauri-apps/api/event";
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import type {
  FlowList,
  FlowQuery,
  FlowsRefreshed,
  Problem,
  Session,
  Settings,
  SettingsChange,
  TransferList,
  TransferQuery,
  TransfersRefreshed,
} from "./bindings";

export type Shell = {
  session: Session;
  settings: Settings;
  /** A problem that is thrown is the answer of a refused command. */
  listFlows: (query: FlowQuery) => FlowList | Promise<FlowList>;
  listTransfers: (query: TransferQuery) => TransferList | Promise<TransferList>;
  saveSettings: (change: SettingsChange) => Settings | Promise<Settings>;
  /** Hears every other command: `sign_in`, `cancel_sign_in`, … */
  hear: (command: string, given: Record<string, unknown>) => void;
};

export const never = new Promise<never>(() => {});

export function refuse(problem: Problem): never {
  throw problem;
}

/** Answers every command from `shell`, which may be changed while it runs. */
export function mockShell(shell: Shell): void {
  mockIPC(
    async (command, payload) => {
      const given = (payload ?? {}) as Record<string, unknown>;
      switch (command) {
        case "current_session":
          return shell.session;
        case "settings":
          return shell.settings;
        case "save_settings":
          return shell.saveSettings(given.change as SettingsChange);
        case "list_flows":
          return shell.listFlows(given.query as FlowQuery);
        case "list_transfers":
          return shell.listTransfers(given.query as TransferQuery);
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
  transfers: (event: TransfersRefreshed) => emit("transfers-refreshed", event),
};

export { clearMocks };
