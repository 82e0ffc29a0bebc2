import { expect, test } from "vitest";
import { folder, join, parent, through, typed, way } from "./paths";

test("folders are absolute and end with a slash", () => {
  expect(folder("a//b")).toBe("/a/b/");
  expect(folder("")).toBe("/");
  expect(join("/a/", "b c")).toBe("/a/b c/");
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
  expect(through("/a/", "/a/b/c/")).toBe("b");
  expect(through("/a/", "/ab/c/")).toBeNull();
  expect(through("/a/b/", "/a/")).toBeNull();
});

test("what is typed becomes a path", () => {
  expect(typed(" ~/raw ")).toBe("/~/raw/");
  expect(typed("raw")).toBe("/raw/");
  expect(typed("")).toBe("");
});
