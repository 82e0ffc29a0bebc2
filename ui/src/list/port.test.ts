import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Port } from "./port.svelte";

const HEAD = 32;
let page: HTMLElement;
let grid: HTMLElement;
let resized: () => void = () => {};

/** Without a layout, what a browser would measure. */
function measures(element: HTMLElement, height: number, top: () => number) {
  Object.defineProperty(element, "clientHeight", { value: height });
  element.getBoundingClientRect = () => new DOMRect(0, top(), 100, height);
}

beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(look: () => void) {
        resized = look;
      }
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal(
    "DOMRect",
    class {
      constructor(
        readonly x: number,
        readonly top: number,
        readonly width: number,
        readonly height: number,
      ) {}
    },
  );
  page = document.createElement("main");
  grid = document.createElement("div");
  page.append(grid);
  document.body.append(page);
});

afterEach(() => {
  vi.unstubAllGlobals();
  page.remove();
});

function scroll(element: HTMLElement, top: number) {
  element.scrollTop = top;
  element.dispatchEvent(new Event("scroll"));
}

test("a grid that scrolls by itself shows what is below its head", () => {
  measures(grid, 432, () => 100);
  const port = new Port(HEAD);
  const detach = port.attach(grid);
  resized();
  scroll(grid, 360);
  expect([port.top, port.height]).toEqual([360, 400]);
  port.scrollTo(720);
  expect([grid.scrollTop, port.top]).toEqual([720, 720]);
  detach();
  scroll(grid, 0);
  expect(port.top).toBe(720);
});

test("in a low window it is seen through the page that scrolls", () => {
  grid.style.overflowY = "hidden";
  measures(page, 300, () => 10);
  measures(grid, 5000, () => 110 - page.scrollTop);
  const port = new Port(HEAD);
  port.attach(grid);
  resized();
  expect([port.top, port.height], "the page's head and the grid's are above the rows").toEqual([0, 168]);
  scroll(page, 132);
  expect([port.top, port.height]).toEqual([0, 300]);
  scroll(page, 492);
  expect([port.top, port.height]).toEqual([360, 300]);
  port.scrollTo(36);
  expect([page.scrollTop, port.top]).toEqual([168, 36]);
  expect(grid.scrollTop).toBe(0);
});
