import { describe, expect, test } from "vitest";
import { drawn, scrollTo } from "./window";

const view = { top: 3600, height: 360, row: 36, count: 10_000 };

describe("the rows drawn", () => {
  test("are those seen and a few around", () => {
    const rows = drawn(view, 100);
    expect([rows[0], rows.at(-1)]).toEqual([92, 117]);
  });
  test("always hold the one that may have the focus", () => {
    expect(drawn(view, 0)[0]).toBe(0);
    expect(drawn(view, 9999).at(-1)).toBe(9999);
    expect(new Set(drawn(view, 100)).size).toBe(drawn(view, 100).length);
  });
  test("end with the list", () => {
    expect(drawn({ ...view, top: 0, count: 3 }, 0)).toEqual([0, 1, 2]);
    expect(drawn({ ...view, count: 0 }, 0)).toEqual([]);
  });
  test("are only the kept one when the list shrank under the scroll", () => {
    expect(drawn({ ...view, top: 99_999, count: 5 }, 2)).toEqual([2]);
  });
});

describe("scrolling to a row", () => {
  test("does not move when it is seen whole", () => expect(scrollTo(105, view)).toBe(3600));
  test("goes up to its top", () => expect(scrollTo(50, view)).toBe(1800));
  test("goes down to its foot", () => expect(scrollTo(110, view)).toBe(111 * 36 - 360));
});
