// Scenes of Access.
import type { AccessTab, Place } from "../src/ipc";
import { refuse, type Shell, say } from "../src/ipc/mock";
import { access, allGood, consents, midway, requirements, tokens } from "./access";
import { appears } from "./appears";
import { serviceDown } from "./problems";

type Answers = NonNullable<Shell["answers"]>;
type Work = { part: Partial<Shell>; after?: () => unknown };

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

const place = (tab: AccessTab): Place => ({ screen: "access", tab });
const at = (tab: AccessTab, change: Answers = {}, after?: Work["after"]): Work => ({
  part: { place: place(tab), answers: { ...answers, ...change } },
  ...(after ? { after } : {}),
});

const press = (label: string) => async () => {
  await appears("main button.small");
  [...document.querySelectorAll("button")].find((each) => each.textContent?.trim().startsWith(label))?.click();
};

/** What somebody wants to do. */
const task = (name: string) => async () => {
  const views = (await appears("[aria-label=View]")) as HTMLSelectElement;
  views.value = name;
  views.dispatchEvent(new Event("change", { bubbles: true }));
};

async function choose() {
  (await appears("[role=treegrid] input")).click();
  await appears(".bar");
  await press("Preview request")();
  await appears(".preview .scope");
}

async function type() {
  await press("Edit requested permissions")();
  const field = (await appears("dialog textarea")) as HTMLTextAreaElement;
  field.value = `${TRANSFER}[*x]]`;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await appears("dialog pre");
}

export const accessScenes: Record<string, Work> = {
  access: at("scopes"),
  "access-task": at("scopes", {}, task("Cancel runs")),
  "access-good": at("scopes", { read_access: () => allGood }),
  "access-no-consents": at("scopes", { read_access: () => ({ ...access, consentsProblem: serviceDown }) }),
  "access-failed": at("scopes", { read_access: () => refuse(serviceDown) }),
  "access-chosen": at("scopes", {}, choose),
  "access-granted": at("scopes", {}, async () => {
    await appears("[role=treegrid]");
    await say.granted({
      granted: ["See flows", "Manage runs"],
      missing: ["Use the data of Midway3 Project"],
      problem: null,
    });
    await appears(".outcome");
  }),
  "access-editor": at("scopes", {}, type),
  "access-report": at("scopes", {}, press("Report")),
  consents: at("consents"),
  "consents-manage": at("consents", {}, press("Manage on globus.org")),
  "consents-remove": at("consents", {}, press("Remove…")),
  tokens: at("tokens"),
  "tokens-forget": at("tokens", {}, press("Forget")),
};
