import { expect, test } from "vitest";
import { live } from "./live.svelte";

test("what comes by itself is said once in ten seconds", () => {
  live.mention("first", 0);
  live.mention("second", 9_999);
  expect(live.text).toBe("first");
  live.mention("third", 10_000);
  expect(live.text).toBe("third");
});

test("the same words twice are two messages", () => {
  live.say("Copied the link.");
  const before = live.text;
  live.say("Copied the link.");
  expect(live.text).not.toBe(before);
  expect(live.text.trim()).toBe(before.trim());
});
