import { expect, test } from "vitest";
import { linkTo } from "./links";

test("a link leads to Globus' own page, in its environment", () => {
  const at = (environment: string) => ({ demo: false, account: { environment } });
  expect(linkTo(at("production"), "transfers", "t")).toBe("https://app.globus.org/activity/t/overview");
  expect(linkTo(at("preview"), "runs", "r")).toBe("https://app.preview.globus.org/runs/r");
});

test("of the demo only this app knows", () => {
  expect(linkTo({ demo: true, account: { environment: "production" } }, "flows", "f")).toBe(
    "app.meridian.client://flows/f",
  );
});
