// For component tests and invented scenes: a session, and a shell that returns it.
import type { AccountEntry, Accounts, LinkedIdentity, Session, SignedIn, SigningIn } from "../src/ipc";
import type { Shell } from "../src/ipc/mock";
import { flows } from "./flows";
import { clientId, keychain, settings } from "./settings";
import { transfers } from "./transfers";

const url =
  "https://auth.globus.org/v2/oauth2/authorize?client_id=61338d24-54d5-408f-a10d-66c06b59f6d2&state=Wk3nYxq8&response_type=code";

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
      { id: "", name: "Your usual browser, Firefox", chosen: true },
      { id: "firefox.desktop", name: "Firefox", chosen: false },
      { id: "chromium.desktop", name: "Chromium", chosen: false },
    ],
    hear: (command, given) => console.info("shell:", command, given),
    ...change,
  };
}

/** What the Accounts page shows. */
export const accountsPage: Accounts = {
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
