import { expect, test } from "vitest";
import { folder, parent, through, typed, visible, way } from "./paths";

test("folders are absolute and end with a slash", () => {
  expect(folder("a//b")).toBe("/a/b/");
  expect(folder("")).toBe("/");
});

test("above the first there is nothing", () => {
  expect(parent("/a/b/")).toBe("/a/");
  expect(parent("/a/")).toBe("/");
  expect(parent("/")).toBeNull();
  expect(parent("")).toBeNull();
});

test("the way leads through each folder", () => {
  expect(way("/~/raw/")).toEqual([
    { name: "/", path: "/" },
    { name: "~", path: "/~/" },
    { name: "raw", path: "/~/raw/" },
  ]);
});

test("who comes back from below finds the folder that they came through", () => {
  expect(through("/a/", "/a/b/c/")).toBe("/a/b/");
  expect(through("/a/", "/ab/c/")).toBeNull();
  expect(through("/a/b/", "/a/")).toBeNull();
});

test("what is typed becomes a path", () => {
  expect(typed(" ~/raw ")).toBe("/~/raw/");
  expect(typed("raw")).toBe("/raw/");
  expect(typed("")).toBe("");
});

test("what poses as something else shows as a mark, and is still asked for", () => {
  expect(way("/a\u202eb\n/").at(-1)).toEqual({ name: "a\ufffdb\ufffd", path: "/a\u202eb\n/" });
  expect(visible("/日本/می\u200cخواهم/")).toBe("/日本/می\u200cخواهم/");
});
