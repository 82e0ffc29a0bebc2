// What the shell says in each scene of the page of all screens.
import type { AccountEntry, Accounts, Attention, Item, LinkedIdentity, Session, SignedIn, SigningIn } from "../src/ipc";
import { never, refuse, type Shell, say } from "../src/ipc/mock";
import { appears } from "./appears";
import { flows } from "./flows";
import { denied, ended, lockedKeychain, serviceDown } from "./problems";
import { accessScenes } from "./scenes-access";
import { work } from "./scenes-work";
import { clientId, keychain, looking, settings } from "./settings";
import { sheets } from "./sheets";
import { transfers } from "./transfers";

export type Scene = { shell: Shell; after?: () => unknown };

const url =
  "https://auth.globus.org/v2/oauth2/authorize?client_id=61338d24-54d5-408f-a10d-66c06b59f6d2&state=Wk3nYxq8&response_type=code";

const locked = {
  name: "GNOME Keyring",
  state: "unavailable",
  message: "Your keyring is locked. Unlock it, then check again.",
} as const;

export const signedOut = { kind: "signedOut", keychain, clientId, accounts: [], notice: null } satisfies Session;

export const signingIn = (change: Partial<SigningIn> = {}): SigningIn => ({
  demo: false,
  step: "waiting",
  way: "browser",
  url,
  hint: null,
  startedAt: Date.now() - 42_000,
  deadline: Date.now() + 558_000,
  ...change,
});

const account = (change: Partial<AccountEntry>): AccountEntry => ({
  id: "DEFAULT",
  kind: "user",
  name: "Ada Lovelace",
  username: "ada@uni.edu",
  organization: "University of Science",
  environment: "production",
  clientId,
  current: false,
  default: false,
  ended: false,
  signedInAt: Date.now() - 5 * 3_600_000,
  ...change,
});

export const accounts: AccountEntry[] = [
  account({ current: true, default: true }),
  account({ id: "account-2", name: "Ada (Argonne)", username: "ada@anl.gov", organization: "Argonne", ended: true }),
  account({
    id: "account-3",
    kind: "service",
    name: "Beamline robot",
    username: "5c1a7b52-0000-4000-8000-0000000000aa",
    organization: null,
    environment: "sandbox",
  }),
];

const identity = (change: Partial<LinkedIdentity>): LinkedIdentity => ({
  id: "1",
  username: "",
  provider: null,
  primary: false,
  signedInAt: Date.now() - 5 * 3_600_000,
  ...change,
});

const item = (change: Partial<Item>): Item => ({
  place: { screen: "runs" },
  title: "",
  status: { key: "needsYou", word: "Needs you – consent needed" },
  progress: null,
  since: Date.now() - 3_600_000,
  ...change,
});

export const signedIn = (change: Partial<SignedIn> = {}): Session => ({
  kind: "signedIn",
  account: {
    id: "DEFAULT",
    kind: "user",
    environment: "production",
    name: "Ada Lovelace",
    username: "ada@uni.edu",
    email: "ada@uni.edu",
    organization: "University of Science",
  },
  demo: false,
  keptIn: "GNOME Keyring",
  signingIn: null,
  notice: null,
  accounts,
  sheet: null,
  otherAccount: null,
  webPages: {
    flow: "https://app.globus.org/flows/{id}",
    run: "https://app.globus.org/runs/{id}",
    transfer: "https://app.globus.org/activity/{id}/overview",
  },
  unsaved: [],
  ...change,
});

export function shell(session: Session, change: Partial<Shell> = {}): Shell {
  return {
    session,
    settings,
    listFlows: flows(30),
    listTransfers: transfers(200),
    saveSettings: (saved) => ({ ...settings, clientId: saved.clientId, choices: saved }),
    browsers: [
      { id: "", name: "Default browser (Firefox)", chosen: true },
      { id: "firefox.desktop", name: "Firefox", chosen: false },
      { id: "chromium.desktop", name: "Chromium", chosen: false },
    ],
    hear: (command, given) => console.info("shell:", command, given),
    ...change,
  };
}

const waiting = (change: Partial<SigningIn> = {}): Scene => ({
  shell: shell({ kind: "signingIn", ...signingIn(change) }),
});
export const inside = (change: Partial<SignedIn> = {}, part: Partial<Shell> = {}): Scene => ({
  shell: shell(signedIn(change), part),
});

/** Waits for the app to draw, then presses Ctrl and a key. */
function pressing(key: string, scene: Scene): Scene {
  const after = async () => {
    await appears("nav");
    dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: true, cancelable: true }));
    await scene.after?.();
  };
  return { shell: scene.shell, after };
}

const clickOn = (selector: string) => async () => (await appears(selector)).click();

const otherAccount = { username: "bob@uni.edu", owner: "Ada Lovelace" };
const accountsPage: Accounts = {
  entries: accounts,
  identities: [
    identity({ username: "ada@uni.edu", provider: "University of Science", primary: true }),
    identity({ id: "2", username: "ada@anl.gov", provider: "Argonne National Laboratory", signedInAt: null }),
    identity({ id: "3", username: "0000-0002-1825-0097@orcid.org", provider: "ORCID" }),
  ],
  identitiesProblem: null,
  keptIn: "GNOME Keyring",
  environments: ["production", "preview", "sandbox"],
};

const busy: Attention = {
  runs: {
    needsYou: [item({ place: { screen: "run", id: "r1" }, title: "Nightly 88" })],
    active: [item({ place: { screen: "run", id: "r2" }, title: "Nightly 89" })],
    readAt: Date.now(),
    problem: null,
  },
  transfers: {
    needsYou: [],
    active: Array.from({ length: 12 }, () => item({ place: { screen: "transfer", id: "t1" }, title: "raw → tape" })),
    readAt: Date.now() - 120_000,
    problem: "Globus Transfer could not be reached.",
  },
  permissions: {
    needsYou: [item({ place: { screen: "access", tab: "scopes" }, title: "A permission is missing" })],
    active: [],
    readAt: Date.now(),
    problem: null,
  },
  offline: false,
  checkedAt: Date.now(),
};

const frameScenes: Record<string, Scene> = {
  "sheet-consent": inside({ sheet: sheets.consent }),
  "sheet-session": inside({ sheet: sheets.session }),
  "sheet-waiting": inside({ sheet: { ...sheets.consent, step: { kind: "waiting", signingIn: signingIn() } } }),
  "sheet-checking": inside({ sheet: { ...sheets.consent, step: { kind: "checking" } } }),
  "sheet-unlinked": inside({ sheet: sheets.unlinked }),
  "sheet-refused": inside({ sheet: sheets.refused }),
  "sheet-failed": inside({ sheet: { ...sheets.session, step: { kind: "failed", problem: denied } } }),
  "other-account": inside({ otherAccount }),
  accounts: inside({}, { place: { screen: "accounts" }, answers: { read_accounts: () => accountsPage } }),
  "accounts-failed": inside(
    {},
    { place: { screen: "accounts" }, answers: { read_accounts: () => refuse(serviceDown) } },
  ),
  badges: inside({}, { attention: busy }),
  unsaved: inside({ unsaved: ["Globus Flows", "Globus Transfer"] }),
};

export const scenes: Record<string, Scene> = {
  starting: { shell: shell({ kind: "starting" }) },
  "first-run": { shell: shell(signedOut) },
  "first-run-details": { shell: shell(signedOut), after: clickOn("summary") },
  "first-run-denied": { shell: shell({ ...signedOut, notice: denied }) },
  "first-run-locked": { shell: shell({ ...signedOut, keychain: locked, notice: lockedKeychain }) },
  "first-run-client-id": { shell: shell({ ...signedOut, clientId: null }), after: clickOn("button.primary") },
  "waiting-preparing": waiting({ step: "preparing", url: null }),
  waiting: waiting(),
  "waiting-hint": waiting({ hint: "The browser could not be opened. Open this link yourself." }),
  "waiting-code": waiting({ way: "code" }),
  "waiting-code-refused": waiting({ way: "code", hint: "Globus did not accept that code. Ask for a new one." }),
  "waiting-finishing": waiting({ step: "finishing" }),
  "waiting-demo": waiting({ demo: true }),
  flows: inside(),
  "flows-demo": inside({ demo: true, keptIn: "memory, until you quit" }),
  "flows-loading": inside({}, { listFlows: () => never }),
  "flows-empty": inside({}, { listFlows: flows(0) }),
  "flows-failed": inside({}, { listFlows: () => refuse(serviceDown) }),
  "flows-partial": {
    ...inside(),
    after: async () => {
      await appears("[role=row]");
      await say.flows({ query: { text: "", order: "updated", limit: 100 }, list: null, problem: serviceDown });
    },
  },
  "flows-notice": inside({ notice: ended }),
  "flows-again": inside({ signingIn: signingIn() }),
  "flows-many": inside({}, { listFlows: flows(10_000) }),
  "flows-account": { ...inside(), after: clickOn("[aria-expanded]") },
  transfers: pressing("3", inside()),
  "transfers-loading": pressing("3", inside({}, { listTransfers: () => never })),
  "transfers-empty-tab": pressing("3", {
    ...inside({}, { listTransfers: transfers(2) }),
    after: clickOn("[role=tab]:last-child"),
  }),
  ...frameScenes,
  ...Object.fromEntries(
    Object.entries({ ...work, ...accessScenes }).map(([name, { part, after }]) => [
      name,
      { ...inside({}, part), after },
    ]),
  ),
  keys: pressing("?", inside()),
  settings: pressing(",", inside()),
  "settings-contrast": pressing(",", inside({}, { settings: looking({ moreContrast: true }) })),
  "settings-environment": pressing(",", inside({}, { settings: { ...settings, clientIdFromEnvironment: true } })),
};
