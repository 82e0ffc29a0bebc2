import type { Sheet, SheetItem } from "../src/ipc";

const item = (kind: SheetItem["kind"], text: string, detail: string | null = null, met = false): SheetItem => ({
  kind,
  text,
  detail,
  met,
});

const DATA_ACCESS = "https://auth.globus.org/scopes/6c54cade-bde5-45c1-bdea-f4bd71dba2cc/data_access";

const consent: Sheet = {
  action: { kind: "resumeRuns", runIds: ["r1"] },
  title: "One more step to resume “Nightly 88”",
  says: "This flow uses protected data.",
  service: "Globus Flows",
  items: [
    item("scope", "Allow Meridian to start “Nightly” and resume its runs", null, true),
    item("scope", "Allow Meridian to access the data in Midway3 Project", DATA_ACCESS),
  ],
  afterwards: "Meridian then resumes the run for you.",
  scope: `urn:globus:auth:scope:transfer.api.globus.org:all[*${DATA_ACCESS}]`,
  cli: `globus session consent 'urn:globus:auth:scope:transfer.api.globus.org:all[*${DATA_ACCESS}]'`,
  step: { kind: "ready" },
};

const session: Sheet = {
  ...consent,
  action: { kind: "read", place: { screen: "collection", id: "c", path: "/" } },
  title: "One more step to browse Eagle",
  says: "Your session is too old for this collection.",
  service: "Globus Transfer",
  items: [
    item("identity", "Sign in as ada@anl.gov"),
    item("mfa", "Use multi-factor sign-in", "A second factor is required."),
    item("signInAgain", "Sign in again, even if you're already signed in"),
  ],
  afterwards: "Meridian then opens the folder.",
  scope: null,
  cli: null,
};

const refused: Sheet = {
  ...session,
  step: {
    kind: "refusedAgain",
    cause:
      "You signed in, but Globus asks for the same thing again. The browser may have used a different account or profile.",
  },
};

const unlinked: Sheet = {
  ...session,
  items: [
    item("unlinkedIdentity", "Sign in as ada@anl.gov", "Not linked to your account yet. Link it on globus.org first."),
  ],
};

export const sheets = { consent, session, refused, unlinked };
