import { expect, test } from "vitest";
import { fact } from "./facts";

test("ids can be copied, times are local, all else is as it was said", () => {
  expect(fact("36ad9f9a-ad29-488f-beb4-c22ab729643a").isId).toBe(true);
  expect(fact("urn:globus:auth:identity:36ad9f9a-ad29-488f-beb4-c22ab729643a").isId).toBe(true);
  expect(fact("2026-11-25T10:00:09Z").text).toContain("Nov 25, 2026");
  expect(fact("tomorrow, 10 o'clock")).toEqual({ text: "tomorrow, 10 o'clock", isId: false });
});
