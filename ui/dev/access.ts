import type { Access, CollectionRow, Consents, Requirements, ScopeGroup, ScopeRow, Tokens } from "../src/ipc";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FLOWS = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/";
const TRANSFER = "urn:globus:auth:scope:transfer.api.globus.org:all";
const MIDWAY = "https://auth.globus.org/scopes/6c54cade-bde5-45c1-bdea-f4bd71dba2cc/data_access";
const FLOW = "24bc4997-b483-4c25-a19c-64b0afc00743";
const FLOW_SCOPE = `https://auth.globus.org/scopes/${FLOW}/flow_${FLOW.replaceAll("-", "_")}_user`;

export const row = (scope: string, title: string, change: Partial<ScopeRow> = {}): ScopeRow => ({
  path: scope,
  scope,
  title,
  level: 1,
  kind: "required",
  status: "granted",
  word: "Granted",
  neededFor: ["Flows"],
  why: "Shows the flows you have access to.",
  without: "Meridian can't show any flows.",
  canAsk: false,
  asks: scope,
  added: false,
  grantedAt: Date.now() - 22 * DAY,
  lastUsedAt: Date.now() - 2 * HOUR,
  consent: "#12",
  identity: "ada@uni.edu",
  cli: `globus session consent '${scope}'`,
  ...change,
});

const group = (resourceServer: string, title: string, rows: ScopeRow[]): ScopeGroup => ({
  resourceServer,
  title,
  granted: rows.filter(({ level, status }) => level === 1 && status === "granted").length,
  total: rows.filter(({ level }) => level === 1).length,
  tokenEndsAt: Date.now() + 31 * HOUR,
  rows,
});

const missing: Partial<ScopeRow> = {
  status: "missing",
  word: "Missing – blocks Runs",
  canAsk: true,
  grantedAt: null,
  lastUsedAt: null,
  consent: null,
  neededFor: ["Runs"],
};
const off: Partial<ScopeRow> = {
  ...missing,
  kind: "optional",
  status: "off",
  word: "Missing – optional",
  neededFor: ["Cancel runs"],
};

const flows = [
  row(`${FLOWS}view_flows`, "See flows"),
  row(`${FLOWS}run_status`, "Check the status of runs", missing),
  row(`${FLOWS}run_manage`, "Manage runs", { ...off, without: "Off. You can watch runs but not cancel them." }),
];
const nightly = [
  row(FLOW_SCOPE, "Start this flow and resume its runs", {
    kind: "perFlow",
    status: "partGranted",
    word: "Partly granted",
    canAsk: true,
    asks: `${FLOW_SCOPE}[*${TRANSFER}[*${MIDWAY}]]`,
    neededFor: ["Resume runs"],
  }),
  row(TRANSFER, "Manage data using Globus Transfer", {
    path: `${FLOW_SCOPE} ${TRANSFER}`,
    level: 2,
    kind: "optionalDependent",
  }),
  row(MIDWAY, "Use the data of Midway3 Project", {
    ...missing,
    path: `${FLOW_SCOPE} ${TRANSFER} ${MIDWAY}`,
    level: 3,
    kind: "optionalDependent",
    word: "Missing",
    canAsk: false,
    neededFor: [],
  }),
];
const transfer = [
  row(TRANSFER, "Manage data using Globus Transfer", { neededFor: ["Transfers", "Browse collections"] }),
  row("urn:globus:auth:scope:transfer.api.globus.org:gcp_install", "Set up Globus Connect Personal", {
    status: "unused",
    word: "Not used by any feature",
    kind: "optional",
    neededFor: [],
  }),
];
const auth = [
  row("openid", "Know who you are", { neededFor: ["Sign-in"] }),
  row("urn:globus:auth:scope:auth.globus.org:view_consents", "See what you have allowed all apps to do", {
    ...off,
    neededFor: ["Consents of all apps"],
  }),
];

export const access: Access = {
  groups: [
    group("flows.globus.org", "Globus Flows", flows),
    group(FLOW, "Flow: Multi Step Transfer", nightly),
    group("transfer.api.globus.org", "Globus Transfer", transfer),
    group("auth.globus.org", "Globus Auth", auth),
  ],
  attention: 2,
  granted: 9,
  off: 3,
  consentsProblem: null,
  checkedAt: Date.now() - 60_000,
};

export const allGood: Access = {
  ...access,
  groups: [group("flows.globus.org", "Globus Flows", [flows[0] as ScopeRow])],
  attention: 0,
  off: 0,
};

export const requirements: Requirements = {
  rows: [
    { scope: `${FLOWS}view_flows`, title: "See flows", resourceServer: "flows.globus.org", fixed: true },
    {
      scope: TRANSFER,
      title: "Manage data using Globus Transfer",
      resourceServer: "transfer.api.globus.org",
      fixed: false,
    },
  ],
  text: `${FLOWS}view_flows ${TRANSFER}`,
  preset: "flowsAndTransfers",
};

const consent = {
  id: 1,
  level: 1,
  app: "Meridian",
  scope: TRANSFER,
  title: "Manage data using Globus Transfer",
  givenAt: Date.now() - 400 * DAY,
  lastUsedAt: Date.now() - 2 * HOUR,
  identity: "ada@uni.edu",
  lasting: true,
  automatic: false,
  removableAlone: false,
  unlinked: false,
  without: "No transfer can be seen or canceled here, and no collection browsed.",
  underWay: "3 transfers are under way. Those started with Meridian may stop.",
};

export const consents: Consents = {
  thisApp: [
    consent,
    {
      ...consent,
      id: 2,
      level: 2,
      scope: MIDWAY,
      title: "Use the data of Midway3 Project",
      removableAlone: true,
      lastUsedAt: null,
      without: "Its folders cannot be browsed here.",
      underWay: null,
    },
  ],
  allApps: null,
  allAppsProblem: {
    tone: "neutral",
    what: "See the consents that you gave to other apps.",
    meaning: "Globus shows them to this app only with a permission of its own.",
    fix: { action: "allow", label: "Allow “view consents” ↗" },
    otherwise: null,
    need: null,
    details: [],
  },
  fetchedAt: Date.now() - 8_000,
};

export const tokens: Tokens = {
  rows: [
    {
      resourceServer: "transfer.api.globus.org",
      title: "Globus Transfer",
      account: "ada@uni.edu",
      scopes: [
        { scope: TRANSFER, title: "Manage data using Globus Transfer", level: 1, optional: false, granted: true },
      ],
      endsAt: Date.now() + 31 * HOUR,
      lasting: true,
      keptIn: "GNOME Keyring",
      problem: null,
    },
    {
      resourceServer: FLOW,
      title: "Flow: Multi Step Transfer",
      account: "ada@uni.edu",
      scopes: [{ scope: FLOW_SCOPE, title: "Start this flow", level: 1, optional: false, granted: true }],
      endsAt: Date.now() - HOUR,
      lasting: false,
      keptIn: "GNOME Keyring",
      problem: {
        tone: "warning",
        what: "Its sign-in has ended.",
        meaning: "Removed on globus.org, or not used for too long.",
        fix: { action: "signIn", label: "Sign in again ↗" },
        otherwise: null,
        need: null,
        details: [],
      },
    },
  ],
  unrevoked: 1,
  clockOffBy: null,
};

export const midway: CollectionRow = {
  id: "6c54cade-bde5-45c1-bdea-f4bd71dba2cc",
  name: "Midway3 Project",
  owner: "rcc@uchicago.edu",
  kind: "Mapped collection",
  highAssurance: false,
  connected: null,
  dataAccess: "needed",
};
