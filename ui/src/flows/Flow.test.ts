import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { access } from "../../dev/access";
import { settled } from "../../dev/app";
import { flowDetail } from "../../dev/flows";
import { id } from "../../dev/id";
import { serviceDown } from "../../dev/problems";
import { runs } from "../../dev/runs";
import { at } from "../../dev/work";
import type { Access, RunQuery } from "../ipc";
import { refuse } from "../ipc/mock";

const FLOW = { screen: "flow", id: id("f", 1) } as const;

async function choose(tab: string) {
  await fireEvent.click(screen.getByRole("tab", { name: tab }));
  await settled();
}

test("a flow says what it does, step by step, and offers nothing that cannot be done yet", async () => {
  await at(FLOW);
  const steps = screen.getAllByRole("listitem").map((item) => item.textContent?.replace(/\s+/g, " ").trim());
  expect(steps.slice(0, 5)).toEqual([
    "Transfer1 Action Campus to DMZ",
    "Check Choice if a condition is met → Wait otherwise → Transfer2",
    "Wait Wait → Check",
    "Transfer2 Action DMZ to archive",
    "Notify Action",
  ]);
  expect(screen.queryByRole("button", { name: /start/i })).toBeNull();
});

test("an owner is named once: you, or somebody else", async () => {
  const row = (role: string) => ({ ...flowDetail().row, role, owner: role === "Owner" ? "You" : "Grace" });
  const own = await at(FLOW, { read_flow: () => flowDetail({ row: row("Owner") }) });
  screen.getByText("You: owner");
  expect(screen.queryByText(/^Owner:/)).toBeNull();
  own.unmount();
  await at(FLOW, { read_flow: () => flowDetail({ row: row("Viewer") }) });
  screen.getByText("You: viewer");
  expect(screen.getByText(/^Owner:/).textContent).toBe("Owner: Grace");
});

test("a definition that is not shown is said to be so", async () => {
  await at(FLOW, { read_flow: () => flowDetail({ steps: [] }) });
  screen.getByText("You can't view this flow's definition.");
});

test("the permission has a status, and without one says when it is asked for", async () => {
  const [group] = access.groups;
  const [row] = group?.rows ?? [];
  if (!group || !row) throw new Error("no permission");
  const scope = flowDetail().scope;
  const held: Access = {
    ...access,
    groups: [
      {
        ...group,
        rows: [
          { ...row, word: "Another" },
          { ...row, scope, status: "granted", word: "Granted" },
        ],
      },
    ],
  };
  const first = await at(FLOW, { read_access: () => held });
  screen.getByText("Granted");
  first.unmount();
  const second = await at(FLOW, { read_access: () => ({ ...access, groups: [] }) });
  screen.getByText(/^Not granted yet/);
  second.unmount();
  await at(FLOW, { read_access: () => refuse(serviceDown) });
  screen.getByText("Can't check right now.");
});

test("its runs are those of this flow, and open", async () => {
  const asked: RunQuery[] = [];
  const { went } = await at(FLOW, {
    list_runs: ({ query }) => {
      asked.push(query as RunQuery);
      return runs(40)(query as RunQuery);
    },
  });
  await choose("Runs");
  expect(asked).toEqual([{ view: "all", flowId: FLOW.id, text: "", limit: 100 }]);
  expect(screen.getAllByRole("heading", { level: 1 })).toHaveLength(1);
  const [, first] = screen.getAllByRole("row");
  await fireEvent.dblClick(first as HTMLElement);
  expect(went).toEqual([{ screen: "run", id: id("r", 1) }]);
});

test("Enter opens a flow from the list", async () => {
  const { went } = await at({ screen: "flows" });
  screen
    .getAllByRole("row")
    .find((each) => each.tabIndex === 0)
    ?.focus();
  await settled();
  await fireEvent.keyDown(document.activeElement ?? document.body, { key: "Enter" });
  expect(went).toEqual([{ screen: "flow", id: id("f", 0) }]);
});
