import { expect, test } from "vitest";
import { linkTo } from "./links";

test("a link leads to Globus' own page", () => {
  const page = "https://app.globus.org/activity/{id}/overview";
  expect(linkTo({ flow: "", run: "", transfer: page }, "transfers", "t")).toBe(
    "https://app.globus.org/activity/t/overview",
  );
});

test("of the demo only this app knows", () => {
  expect(linkTo(null, "flows", "f")).toBe("app.meridian.client://flows/f");
});
