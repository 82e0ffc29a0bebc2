import type { Ask, Sheet } from "../src/ipc";

const ask = (kind: Ask["kind"], text: string, detail: string | null = null, met = false): Ask => ({
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
  asks: [
    ask("scope", "allow: start this flow and resume its runs", null, true),
    ask("scope", "allow: use the data of Midway3 Project", DATA_ACCESS),
  ],
  afterwards: "Then the run goes on by itself.",
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
  asks: [
    ask("identity", "sign in as ada@anl.gov", "not in this session"),
    ask("mfa", "use multi-factor sign-in", "required by a policy"),
    ask("signInAgain", "sign in again, even if you are already signed in"),
  ],
  afterwards: "Then the folder is shown.",
  scope: null,
  cli: null,
};

const refused: Sheet = {
  ...session,
  step: {
    kind: "refusedAgain",
    cause:
      "You signed in as it asked, but Globus asks for the same again. Another browser profile may hold another session.",
  },
};

const unlinked: Sheet = {
  ...session,
  asks: [
    ask(
      "unlinkedIdentity",
      "sign in as ada@anl.gov",
      "it isn't linked to your account yet: link it on globus.org first",
    ),
  ],
};

export const sheets = { consent, session, refused, unlinked };
