// The contract, as src-tauri will generate it (tauri-specta). Never edited by hand once generated.
import { invoke as __TAURI_INVOKE } from "@tauri-apps/api/core";
import * as __TAURI_EVENT from "@tauri-apps/api/event";

export const commands = {
  currentSession: () => __TAURI_INVOKE<Session>("current_session"),
  /** Starts a sign-in to Globus. Progress and outcome arrive as `sessionChanged`. */
  signIn: (keep: Keep) => __TAURI_INVOKE<null>("sign_in", { keep }),
  /** Starts the local Globus and signs in to it. */
  tryDemo: (keep: Keep) => __TAURI_INVOKE<null>("try_demo", { keep }),
  /** While signed in: asks for what is missing or expired, in the browser. */
  signInAgain: () => __TAURI_INVOKE<null>("sign_in_again"),
  openBrowserAgain: () => __TAURI_INVOKE<null>("open_browser_again"),
  useCode: () => __TAURI_INVOKE<null>("use_code"),
  submitCode: (code: string) => __TAURI_INVOKE<null>("submit_code", { code }),
  cancelSignIn: () => __TAURI_INVOKE<null>("cancel_sign_in"),
  /** Also leaves the demo. */
  signOut: () => __TAURI_INVOKE<null>("sign_out"),
  /** Looks at the keychain again (after the person unlocked it). */
  checkKeychain: () => __TAURI_INVOKE<null>("check_keychain"),
  listFlows: (query: FlowQuery) => typedError<FlowList, Problem>(__TAURI_INVOKE("list_flows", { query })),
  listTransfers: (query: TransferQuery) => typedError<TransferList, Problem>(__TAURI_INVOKE("list_transfers", { query })),
  /** No list is on the screen: stop refreshing. */
  leaveList: () => __TAURI_INVOKE<null>("leave_list"),
  settings: () => __TAURI_INVOKE<Settings>("settings"),
  saveSettings: (change: SettingsChange) => typedError<Settings, Problem>(__TAURI_INVOKE("save_settings", { change })),
};

export const events = {
  sessionChanged: makeEvent<Session>("session-changed"),
  flowsRefreshed: makeEvent<FlowsRefreshed>("flows-refreshed"),
  transfersRefreshed: makeEvent<TransfersRefreshed>("transfers-refreshed"),
};

/** Where a sign-in is kept. */
export type Keep = "keychain" | "untilQuit";

export type Session =
  | { kind: "starting" }
  | ({ kind: "signedOut" } & SignedOut)
  | ({ kind: "signingIn" } & SigningIn)
  | ({ kind: "signedIn" } & SignedIn);

export type SignedOut = {
  keychain: Keychain;
  /** null: none is set yet, so a real sign-in needs one first (the demo does not). */
  clientId: string | null;
  /** What came of the last attempt, or that one signed out. */
  notice: Problem | null;
};

export type Keychain = {
  /** "GNOME Keyring", "macOS Keychain", … */
  name: string;
  state: "checking" | "ready" | "unavailable";
  /** Words for a state other than ready: what is wrong and how to mend it. */
  message: string | null;
};

export type SigningIn = {
  demo: boolean;
  step: "preparing" | "waiting" | "finishing";
  way: "browser" | "code";
  /** The sign-in link; null while preparing. */
  url: string | null;
  /** Words, when the browser could not be opened or a code was refused. */
  hint: string | null;
  /** Milliseconds since 1970. */
  startedAt: number;
  deadline: number;
};

export type SignedIn = {
  account: Account;
  demo: boolean;
  /** "GNOME Keyring", or "memory, until you quit". */
  keptIn: string;
  /** A sign-in that runs while the frame stays (asking for more, or again). */
  signingIn: SigningIn | null;
  /** What came of that, if it failed. */
  notice: Problem | null;
};

export type Account = { name: string; username: string; email: string | null; organization: string | null };

/** Something went wrong or needs a person: what happened, what it means, one fix. */
export type Problem = {
  tone: "neutral" | "warning" | "error";
  what: string;
  meaning: string;
  fix: Fix | null;
  /** A second way, shown as a plain link. */
  otherwise: Fix | null;
  details: Detail[];
};
export type Fix = { action: FixAction; label: string };
/** signIn: repeats the last kind of sign-in (or signInAgain while signed in). untilQuit: the same, kept in memory. */
export type FixAction = "retry" | "signIn" | "untilQuit" | "checkKeychain" | "openSettings";
export type Detail = { label: string; value: string };

export type FlowQuery = { text: string; order: FlowOrder; /** rows wanted, from the first */ limit: number };
export type FlowOrder = "title" | "newest" | "updated";
export type FlowList = { rows: FlowRow[]; more: boolean; fetchedAt: number };
export type FlowRow = {
  id: string;
  title: string;
  subtitle: string;
  /** "Owner", "Administrator", "Starter", "Viewer", or the service's own word. */
  role: string;
  highAssurance: boolean;
  keywords: string[];
  /** Names of the steps, in the definition's order of reach; null for protected flows. */
  steps: number | null;
  owner: string;
  createdAt: number | null;
  updatedAt: number | null;
};
export type FlowsRefreshed = { query: FlowQuery; list: FlowList | null; problem: Problem | null };

export type TransferView = "all" | "active" | "needsYou" | "done" | "failed";
export type TransferQuery = { view: TransferView; /** in the label */ text: string; limit: number };
export type TransferList = { rows: TransferRow[]; total: number; more: boolean; fetchedAt: number };
export type TransferRow = {
  id: string;
  kind: "transfer" | "delete" | "other";
  label: string | null;
  from: string;
  to: string | null;
  status: Status;
  progress: Progress | null;
  /** Bytes moved so far. */
  bytes: number;
  /** Bytes per second; only while it moves. */
  rate: number | null;
  faults: number;
  requestedAt: number | null;
  completedAt: number | null;
  deadline: number | null;
};
/** `word` is the whole phrase shown ("Retrying – permission denied"). */
export type Status = { key: StatusKey; word: string };
export type StatusKey =
  | "queued" | "active" | "retrying" | "paused" | "needsYou"
  | "done" | "doneGaps" | "failed" | "canceled" | "unknown";
/** Subtasks, as Transfer has no total of bytes. `counting`: the total still grows, draw it indeterminate. */
export type Progress = { done: number; total: number; counting: boolean; text: string };
export type TransfersRefreshed = { query: TransferQuery; list: TransferList | null; problem: Problem | null };

export type Settings = {
  clientId: string | null;
  /** true: MERIDIAN_CLIENT_ID is set and wins; the field is read-only. */
  clientIdFromEnvironment: boolean;
  /** "production", "preview", … with the hosts in use, for showing. */
  environment: string;
  hosts: Detail[];
  /** A browser command of the person's own; empty: the system's default. {url} stands for the link. */
  browserCommand: string;
  keychain: Keychain;
};
export type SettingsChange = { clientId: string; browserCommand: string };

type Result<T, E> = { status: "ok"; data: T } | { status: "error"; error: E };
async function typedError<T, E>(result: Promise<T>): Promise<Result<T, E>> {
  try {
    return { status: "ok", data: await result };
  } catch (e) {
    if (e instanceof Error) throw e;
    return { status: "error", error: e as E };
  }
}
function makeEvent<T>(name: string) {
  return { listen: (cb: __TAURI_EVENT.EventCallback<T>) => __TAURI_EVENT.listen(name, cb) };
}
