import { expect, test } from "vitest";
import { shortScope } from "./scope";

const FLOWS = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/";
const TRANSFER = "urn:globus:auth:scope:transfer.api.globus.org:all";
const FLOW = "24bc4997-b483-4c25-a19c-64b0afc00743";

test.each([
  [`${FLOWS}view_flows`, "…eec9b274…", "/view_flows"],
  [TRANSFER, "…transfer.api.globus.org", ":all"],
  [
    `https://auth.globus.org/scopes/${FLOW}/flow_${FLOW.replaceAll("-", "_")}_user`,
    "…24bc4997…",
    "/flow_24bc4997…_user",
  ],
  [`${TRANSFER}[*${FLOWS}data_access]`, "…transfer.api.globus.org:all[*…eec9b274…", "/data_access]"],
  ["openid", "", "openid"],
  ["https://example.org/scopes/a", "https://example.org/scopes", "/a"],
])("%s ends with what tells it from others", (scope, head, tail) => {
  expect(shortScope(scope)).toEqual({ head, tail });
});
