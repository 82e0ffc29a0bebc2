// For component tests: the shell's answers about permissions, consents and tokens.
import type { Shell } from "../src/ipc/mock";
import { access, consents, midway, requirements, tokens } from "./access";

type Answers = NonNullable<Shell["answers"]>;

const TRANSFER = "urn:globus:auth:scope:transfer.api.globus.org:all";

export const answers: Answers = {
  read_access: () => access,
  preview_request: ({ scopes }) => ({
    scope: `openid ${(scopes as string[]).join(" ")}`,
    lines: [
      { scope: "openid", title: "Know who you are", level: 1, optional: false, granted: true },
      { scope: (scopes as string[])[0], title: "Check the status of runs", level: 1, optional: false, granted: false },
    ],
  }),
  access_report: () => "# Permissions\n\n- See flows: granted\n",
  read_requirements: () => requirements,
  parse_scopes: ({ text }) => parsed(text as string),
  merge_scopes: ({ text }) => ({ merged: `${TRANSFER} ${text}`, added: [text], asked: `openid ${text}` }),
  add_requirements: () => null,
  search_collections: () => ({
    rows: [midway, { ...midway, id: "e", name: "Eagle", dataAccess: "none" }],
    more: false,
  }),
  read_consents: () => consents,
  read_tokens: () => tokens,
};

function parsed(text: string) {
  if (text.trim() === "") return { kind: "empty" };
  const at = text.indexOf("]]");
  if (at >= 0) return { kind: "error", message: "There is a closing bracket too many.", position: at + 1 };
  const node = { scope: text, title: null, resourceServer: null, level: 1, optional: false, warning: null };
  return { kind: "tree", nodes: [node], normal: text };
}
