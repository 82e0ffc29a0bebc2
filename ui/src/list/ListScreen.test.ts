import { fireEvent, screen } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { app, settled } from "../../dev/app";
import { flows } from "../../dev/flows";
import { serviceDown } from "../../dev/problems";
import { signedIn } from "../../dev/session";
import { transfers } from "../../dev/transfers";
import type { FlowQuery } from "../ipc";
import { never, refuse, say } from "../ipc/mock";

const grid = () => screen.getByRole("grid");
const rows = () => screen.getAllByRole("row").slice(1);
const button = (name: string | RegExp) => screen.getByRole("button", { name });

afterEach(() => vi.useRealTimers());

test("first load: bones, after eight seconds a word and a way out", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { container } = await app(signedIn(), { listFlows: () => never });
  expect(grid().getAttribute("aria-busy")).toBe("true");
  expect(container.querySelectorAll(".bones .row")).toHaveLength(6);
  expect(container.querySelector(".long")).toBeNull();
  await vi.advanceTimersByTimeAsync(9_500);
  expect(container.querySelector(".long span")?.textContent).toBe("Still waiting for Globus Flows…");
  await fireEvent.click(button("Cancel"));
  expect(screen.getByText("You stopped waiting for Globus Flows.")).toBeTruthy();
  expect(screen.queryByRole("grid")).toBeNull();
  expect(button("Try again")).toBeTruthy();
});

test("rows say where they are in the whole", async () => {
  await app(signedIn(), { listFlows: flows(300), listTransfers: transfers(200) });
  expect(grid().getAttribute("aria-rowcount")).toBe("-1");
  expect(rows()[0]?.getAttribute("aria-rowindex")).toBe("2");
  await fireEvent.keyDown(window, { key: "3", ctrlKey: true });
  await settled();
  expect(grid().getAttribute("aria-rowcount")).toBe("201");
  screen.getByText("100 of 200 transfers");
});

test("never had one", async () => {
  await app(signedIn(), { listFlows: flows(0) });
  screen.getByText(/^No flows yet/);
  screen.getByText("What is a flow?");
  expect(screen.queryByRole("grid")).toBeNull();
});

test("nothing matches the filter, and the filter can be cleared", async () => {
  const asked: FlowQuery[] = [];
  const list = flows(30);
  await app(signedIn(), {
    listFlows: (query) => {
      asked.push(query);
      return list(query);
    },
  });
  const search = screen.getByRole<HTMLInputElement>("searchbox");
  await fireEvent.keyDown(window, { key: "f", ctrlKey: true });
  expect(document.activeElement).toBe(search);
  await fireEvent.input(search, { target: { value: "zz" } });
  await fireEvent.keyDown(search, { key: "Enter" });
  await settled();
  screen.getByText("No flows match “zz”.");
  await fireEvent.click(button("Clear filter"));
  await settled();
  expect(search.value).toBe("");
  expect(asked.map((query) => query.text)).toEqual(["", "zz", ""]);
});

test("a failure without rows is a card that tries again", async () => {
  let down = true;
  await app(signedIn(), { listFlows: (query) => (down ? refuse(serviceDown) : flows(3)(query)) });
  screen.getByText("Globus Flows could not be read.");
  screen.getByText("503 Service Unavailable");
  expect(screen.queryByRole("grid")).toBeNull();
  down = false;
  await fireEvent.click(button("Try again"));
  await settled();
  expect(rows()).toHaveLength(3);
  expect(screen.queryByText("Globus Flows could not be read.")).toBeNull();
});

test("a failure with rows keeps them, and a refresh from the shell replaces them", async () => {
  const query: FlowQuery = { text: "", order: "updated", limit: 100 };
  await app(signedIn(), { listFlows: flows(3) });
  await say.flows({ query, list: null, problem: serviceDown });
  await settled();
  screen.getByText("Globus Flows could not be read.");
  expect(rows()).toHaveLength(3);
  await say.flows({ query, list: { ...flows(2)(query), fetchedAt: Date.now() }, problem: null });
  await settled();
  expect(rows()).toHaveLength(2);
});

test("too many: a hundred more on request", async () => {
  await app(signedIn(), { listFlows: flows(150) });
  screen.getByText("first 100 flows");
  await fireEvent.click(button("Load 100 more"));
  await settled();
  screen.getByText("150 flows");
  expect(screen.queryByRole("button", { name: "Load 100 more" })).toBeNull();
});

test("the shell is told once what is on the screen, and that a list was left", async () => {
  const shown: unknown[] = [];
  await app(signedIn(), {
    listTransfers: transfers(3),
    answers: { show_on_screen: ({ onScreen }) => shown.push(onScreen) },
  });
  shown.length = 0;
  await fireEvent.click(button("Transfers"));
  await settled();
  await fireEvent.click(button("Settings"));
  await settled();
  const query = { view: "all", text: "", limit: 100 };
  expect(shown).toEqual([
    { place: { screen: "transfers" }, query: { of: "transfers", query } },
    { place: { screen: "settings" }, query: null },
  ]);
});

test("columns are hidden and widened in their dialog, kept, and put back", async () => {
  const kept: unknown[] = [];
  await app(signedIn(), {
    answers: {
      columns: () => ({ flows: { hidden: ["owner"] } }),
      set_columns: ({ layout }) => {
        kept.push(layout);
        return null;
      },
    },
  });
  const heads = () => screen.getAllByRole("columnheader").map((head) => head.textContent?.trim());
  expect(heads()).not.toContain("Owner");
  await fireEvent.click(screen.getByRole("button", { name: "Columns…" }));
  await settled();
  expect(screen.getByLabelText<HTMLInputElement>("Flow").disabled).toBe(true);
  await fireEvent.click(screen.getByLabelText("Role"));
  await fireEvent.change(screen.getByLabelText("Width of Steps, in pixels"), { target: { value: "80" } });
  await settled();
  expect(kept.at(-1)).toEqual({ hidden: ["owner", "role"], widths: { steps: 80 } });
  expect(heads().slice(0, 3)).toEqual(["Flow", "Steps", "Updated"]);
  await fireEvent.click(screen.getByRole("button", { name: "Reset" }));
  await settled();
  expect(kept.at(-1)).toEqual({ hidden: [], widths: {} });
  expect(heads()).toContain("Owner");
});

test("a column is drawn by its edge, and kept when it is let go", async () => {
  const kept: { widths: Record<string, number> }[] = [];
  await app(signedIn(), {
    answers: {
      set_columns: ({ layout }) => {
        kept.push(layout as (typeof kept)[number]);
        return null;
      },
    },
  });
  const edge = document.querySelector(".name .edge") as HTMLElement;
  edge.setPointerCapture = () => {};
  const point = (type: string, clientX: number) => fireEvent(edge, new MouseEvent(type, { bubbles: true, clientX }));
  await point("pointerdown", 100);
  await point("pointermove", 250);
  expect(kept).toEqual([]);
  await point("pointerup", 260);
  await settled();
  expect(kept.map(({ widths }) => widths)).toEqual([{ name: 160 }]);
});
