import { expect, test } from "vitest";
import { bytes, exactBytes, rate } from "./bytes";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1 kB"],
  [1_149_000, "1.1 MB"],
  [9_960_000, "10 MB"],
  [48_201_113_600, "48 GB"],
  [999_600_000, "1 GB"],
  [2.5e21, "2500 EB"],
])("%d bytes read %s", (count, words) => expect(bytes(count)).toBe(words));

test("the title has every digit", () => {
  expect(exactBytes(48_201_113_600)).toBe("48,201,113,600 bytes");
  expect(exactBytes(1)).toBe("1 byte");
});

test("a rate is rounded", () => expect(rate(214_960_000.7)).toBe("215 MB/s"));
