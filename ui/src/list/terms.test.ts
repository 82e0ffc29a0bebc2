import { expect, test } from "vitest";
import { termsIn, without } from "./terms";

const NAMES = ["status", "flow"];

test("terms are found among words", () => {
  const found = termsIn('nightly status:failed flow:"Move files" http://x tag:y flow:', NAMES);
  expect(found.map(({ shown }) => shown)).toEqual(["status: failed", "flow: Move files"]);
});

test("a term is taken out, and the rest stays", () => {
  const text = 'nightly  flow:"Move files" status:failed';
  const [flow] = termsIn(text, NAMES);
  if (!flow) throw new Error("no term");
  expect(without(text, flow)).toBe("nightly status:failed");
});

test("a quotation mark alone is harmless", () => {
  expect(termsIn('flow:"Move', NAMES).map(({ shown }) => shown)).toEqual(["flow: Move"]);
});
