import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { tokens } from "../../dev/access";
import { answers } from "../../dev/answers-access";
import { app, settled } from "../../dev/app";
import { signedIn } from "../../dev/session";
import { type Shell, say } from "../ipc/mock";

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const row = (text: string) => {
  const found = screen.getAllByRole("row").find((each) => each.textContent?.includes(text));
  if (!found) throw new Error(`no row “${text}”`);
  return found;
};

async function open(tab: "scopes" | "consents" | "tokens", change: NonNullable<Shell["answers"]> = {}) {
  return app(signedIn(), { place: { screen: "access", tab }, answers: { ...answers, ...change } });
}

test("one tab stop; the space bar chooses, the keys grant, and the outcome is a difference", async () => {
  const { hear } = await open("scopes");
  const tree = screen.getByRole("treegrid", { name: "Permissions" });
  expect(tree.querySelectorAll("[tabindex='0']").length).toBe(1);
  const first = tree.querySelector<HTMLElement>("[tabindex='0']");
  await fireEvent.keyDown(first as HTMLElement, { key: "ArrowDown" });
  await settled();
  await fireEvent.keyDown(document.activeElement as HTMLElement, { key: "ArrowDown" });
  await settled();
  const missing = row("Check the status of runs");
  expect(document.activeElement).toBe(missing);
  await fireEvent.keyDown(missing, { key: " " });
  await settled();
  expect(missing.getAttribute("aria-selected")).toBe("true");
  screen.getByText("1 permission selected");
  await fireEvent.keyDown(window, { key: "Enter", ctrlKey: true });
  const scope = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/run_status";
  expect(hear).toHaveBeenLastCalledWith("grant_scopes", { scopes: [scope] });
  await say.granted({ granted: ["Check the status of runs"], missing: ["Manage runs"], problem: null });
  await settled();
  screen.getByText(/Not granted: Manage runs/);
  expect(screen.queryByText("1 permission selected")).toBeNull();
});

test("the preview is the exact request", async () => {
  await open("scopes");
  await fireEvent.click(screen.getByLabelText("Select Manage runs"));
  await settled();
  await fireEvent.click(button("Preview request"));
  await settled();
  screen.getByText("openid https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/run_manage");
});

test("all that is required and missing takes one button", async () => {
  const { hear } = await open("scopes");
  await fireEvent.click(button("Allow what's missing"));
  const [command, given] = hear.mock.lastCall ?? [];
  expect(command).toBe("grant_scopes");
  expect(given?.scopes).toHaveLength(2);
});

test("a task shows what it needs, and one button asks for what is not there", async () => {
  const { hear } = await open("scopes");
  const all = screen.getAllByRole("row").length;
  await fireEvent.change(screen.getByRole("combobox", { name: "View" }), { target: { value: "Cancel runs" } });
  await settled();
  expect(screen.getAllByRole("row").length).toBeLessThan(all);
  row("Manage runs");
  await fireEvent.click(button("Allow what it needs"));
  expect(hear).toHaveBeenLastCalledWith("grant_scopes", {
    scopes: ["https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/run_manage"],
  });
});

test("a wrong scope string has a caret under its character", async () => {
  await open("scopes");
  await fireEvent.click(button("Edit requested permissions…"));
  await settled();
  const field = screen.getByLabelText("Add scopes");
  await fireEvent.input(field, { target: { value: "a[b]]" } });
  await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
  screen.getByText("At character 5.");
  const lines = document.querySelector("dialog pre")?.textContent?.split("\n") ?? [];
  expect(lines[1]?.indexOf("^")).toBe(4);
  expect(button("Add to requested permissions").getAttribute("aria-disabled")).toBe("true");
});

test("what was typed is away at once when it was added", async () => {
  await open("scopes");
  await fireEvent.click(button("Edit requested permissions…"));
  await settled();
  const field = screen.getByLabelText("Add scopes");
  await fireEvent.input(field, { target: { value: "openid" } });
  await waitFor(() => screen.getByRole("list", { name: "Parsed scopes" }));
  await fireEvent.input(field, { target: { value: "" } });
  expect(screen.queryByRole("list", { name: "Parsed scopes" })).toBeNull();
});

test("a collection's data access becomes a scope, and only where it has one", async () => {
  await open("scopes");
  await fireEvent.click(button("Edit requested permissions…"));
  await settled();
  const search = screen.getByLabelText("Search collections");
  await fireEvent.input(search, { target: { value: "mid" } });
  await fireEvent.keyDown(search, { key: "Enter" });
  await waitFor(() => screen.getByText("Eagle"));
  screen.getByText("No separate permission needed");
  await fireEvent.click(button(/^Add data access to/));
  await settled();
  expect(screen.getByLabelText<HTMLTextAreaElement>("Add scopes").value).toContain(
    "urn:globus:auth:scope:transfer.api.globus.org:all[*https://auth.globus.org/scopes/6c54cade",
  );
});

test("all apps' consents are behind one button, and what goes is counted on the way back", async () => {
  const both = answers.read_consents?.({}) as { thisApp: unknown[] };
  let now: unknown = both;
  const { hear } = await open("consents", { read_consents: () => now });
  await fireEvent.click(button("Allow “view consents” ↗"));
  expect(hear).toHaveBeenLastCalledWith("grant_scopes", {
    scopes: ["urn:globus:auth:scope:auth.globus.org:view_consents"],
  });
  await fireEvent.click(button("Manage on globus.org"));
  await settled();
  await fireEvent.click(button(/^Open globus.org/));
  expect(hear).toHaveBeenLastCalledWith("manage_consents", {});
  now = { ...both, thisApp: both.thisApp.slice(0, 1) };
  await fireEvent.focus(window);
  await settled();
  expect(screen.getAllByText("1 removed.").length).toBeGreaterThan(0);
});

test("before one consent is removed, what stops with it is said", async () => {
  await open("consents");
  await fireEvent.click(button("Remove Manage data using Globus Transfer…"));
  await settled();
  screen.getByRole("heading", { name: "Remove “Manage data using Globus Transfer”?" });
  const stops = screen.getByRole("list", { name: "What stops" });
  expect(within(stops).getAllByRole("listitem")).toHaveLength(2);
  within(stops).getByText(/^3 transfers are under way/);
  await fireEvent.click(button("Keep it"));
  await fireEvent.click(button("Remove Use the data of Midway3 Project…"));
  await settled();
  expect(within(screen.getByRole("list", { name: "What stops" })).getAllByRole("listitem")).toHaveLength(1);
});

test("a token without permissions has none to unfold", async () => {
  const rows = tokens.rows.map((row, index) => (index === 0 ? row : { ...row, scopes: [] }));
  await open("tokens", { read_tokens: () => ({ ...tokens, rows }) });
  screen.getByText("1 permission");
  expect(screen.queryByText("0 permissions")).toBeNull();
});

test("a token is renewed at once, and forgotten after a question by name", async () => {
  const { hear } = await open("tokens");
  await fireEvent.click(button(/^Renew now/));
  await settled();
  expect(hear).toHaveBeenCalledWith("renew_token", { resourceServer: "transfer.api.globus.org" });
  await fireEvent.click(button("Forget… Globus Transfer"));
  await settled();
  screen.getByRole("heading", { name: "Forget the token for Globus Transfer?" });
  await fireEvent.click(button("Forget it"));
  await settled();
  expect(hear).toHaveBeenCalledWith("forget_token", { resourceServer: "transfer.api.globus.org" });
});
