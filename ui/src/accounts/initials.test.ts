import { expect, test } from "vitest";
import { initials } from "./initials";

test.each([
  ["Ada Lovelace", "AL"],
  ["Ada King Lovelace", "AL"],
  ["ada@uni.edu", "A"],
  ["", "?"],
])("%j: %s", (name, letters) => expect(initials(name)).toBe(letters));
