import { expect, test } from "vitest";
import { without } from "./terms";

test("a term is taken out, and the rest stays", () => {
  const term = { written: 'flow:"Move files"', shown: "flow: move files" };
  expect(without('nightly  flow:"Move files" status:failed', term)).toBe("nightly status:failed");
  expect(without("nightly", term)).toBe("nightly");
});
