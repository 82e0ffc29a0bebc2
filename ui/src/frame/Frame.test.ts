import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { app, settled } from "../../dev/app";
import { ended, serviceDown } from "../../dev/problems";
import { signedIn, signingIn } from "../../dev/session";
import { sheets } from "../../dev/sheets";
import type { Action, Problem } from "../ipc";
import { refuse, say } from "../ipc/mock";

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const told = (name: string) =>
  document.getElementById(button(name).getAttribute("aria-describedby") ?? "")?.textContent;
const heading = () => screen.getByRole("heading", { level: 1 }).textContent;

async function press(key: string) {
  await fireEvent.keyDown(window, { key, ctrlKey: true });
  await settled();
}

test("the keys lead to the screens", async () => {
  await app(signedIn());
  expect(heading()).toBe("Flows");
  await press("3");
  expect(heading()).toBe("Transfers");
  await press(",");
  expect(heading()).toBe("Settings");
  await press("1");
  expect(heading()).toBe("Flows");
});

test("the demo is named all the time, and can be left", async () => {
  const { hear } = await app(signedIn({ demo: true }));
  expect(screen.getByRole("complementary").textContent).toContain("Nothing here is real.");
  await fireEvent.click(button("Leave the demo"));
  expect(hear).toHaveBeenLastCalledWith("sign_out", {});
});

test("the account says who and where, and signs out", async () => {
  const { hear } = await app(signedIn());
  await fireEvent.click(button(/^Account: Ada Lovelace/));
  screen.getByText("Sign-in is stored in GNOME Keyring");
  await fireEvent.click(button("Sign out"));
  expect(hear).toHaveBeenLastCalledWith("sign_out", {});
  await fireEvent.keyDown(document, { key: "Escape" });
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a notice stands above the list until it is dismissed or tried again", async () => {
  const { hear, become } = await app(signedIn({ notice: ended }));
  await fireEvent.click(button("Sign in again ↗"));
  expect(hear).toHaveBeenLastCalledWith("sign_in_again", {});
  await fireEvent.click(button("Dismiss"));
  expect(screen.queryByText(ended.what)).toBeNull();
  await become(signedIn({ signingIn: signingIn() }));
  await become(signedIn({ notice: ended }));
  expect(screen.queryByText(ended.what)).not.toBeNull();
});

test("what waits, and what is under way, stands beside the screens", async () => {
  const needsYou = { status: { key: "needsYou", word: "Needs you" }, progress: null, since: null } as const;
  await app(signedIn(), {
    attention: {
      runs: {
        needsYou: [{ ...needsYou, place: { screen: "run", id: "r" }, title: "Nightly" }],
        active: [],
        readAt: null,
        problem: null,
      },
      transfers: {
        needsYou: [],
        active: Array.from({ length: 7 }, () => ({
          ...needsYou,
          place: { screen: "transfer", id: "t" } as const,
          title: "raw",
        })),
        readAt: new Date(2020, 0, 1).getTime(),
        problem: "Globus Transfer could not be reached.",
      },
      permissions: {
        needsYou: [{ ...needsYou, place: { screen: "access", tab: "scopes" }, title: "A permission is missing" }],
        active: [],
        readAt: null,
        problem: null,
      },
      offline: false,
      checkedAt: null,
    },
  });
  const words = (name: string) => told(name)?.replace(/\s+/g, " ").trim();
  expect(words("Runs")).toBe("1 needs you");
  expect(words("Transfers")).toBe("7? under way. Not updated since Jan 1, 2020: Globus Transfer could not be reached.");
  expect(words("Access")).toBe("1 A permission is missing");
});

test("what needs one more step says so, asks, and ends with a word", async () => {
  const { hear, become } = await app(signedIn({ sheet: sheets.consent }));
  screen.getByRole("heading", { name: "One more step to resume “Nightly 88”" });
  expect(screen.getByText(/^Globus Flows says/).textContent).toBe(
    "Globus Flows says: “This flow uses protected data.”",
  );
  await fireEvent.click(button("Continue in browser"));
  expect(hear).toHaveBeenLastCalledWith("continue_sheet", {});
  await become(signedIn({ sheet: sheets.refused }));
  screen.getByRole("heading", { name: "Globus still refuses" });
  await fireEvent.click(button("Not now"));
  expect(hear).toHaveBeenLastCalledWith("dismiss_sheet", {});
  await become(signedIn());
  await say.ended({ action: sheets.consent.action, message: "Resumed.", problem: null });
  await settled();
  expect(screen.getAllByText("Resumed.").length).toBeGreaterThan(0);
});

test("Enter goes on with a sheet, unless a control has the focus", async () => {
  const { hear } = await app(signedIn({ sheet: sheets.consent }));
  const heading = screen.getByRole("heading", { name: /^One more step/ });
  expect(document.activeElement).toBe(heading);
  await fireEvent.keyDown(button("Not now"), { key: "Enter" });
  await fireEvent.keyDown(heading, { key: "Enter", shiftKey: true });
  expect(hear).not.toHaveBeenCalled();
  await fireEvent.keyDown(heading, { key: "Enter" });
  expect(hear).toHaveBeenLastCalledWith("continue_sheet", {});
});

test("an identity that is not linked is linked first: no trip to the browser would do", async () => {
  const acted: unknown[] = [];
  const act = (given: { action?: unknown }) => {
    acted.push(given.action);
    return { kind: "sheetOpened" };
  };
  const { hear } = await app(signedIn({ sheet: sheets.unlinked }), { answers: { act } });
  expect(screen.queryByRole("button", { name: /^Continue/ })).toBeNull();
  await fireEvent.click(button(/^Link it on globus.org/));
  expect(hear).toHaveBeenLastCalledWith("manage_identities", {});
  await fireEvent.click(button("I have linked it"));
  await settled();
  expect(hear).toHaveBeenLastCalledWith("dismiss_sheet", {});
  expect(acted).toEqual([sheets.unlinked.action]);
});

test("that Globus cannot be reached is said once, on every screen, until it can", async () => {
  const nothing = { needsYou: [], active: [], readAt: null, problem: null };
  const quiet = { runs: nothing, transfers: nothing, permissions: nothing };
  await app(signedIn(), { attention: { ...quiet, offline: true, checkedAt: Date.now() } });
  screen.getByText("You're offline.");
  await press("4");
  expect(screen.getAllByText("You're offline.")).toHaveLength(1);
  await say.attention({ ...quiet, offline: false, checkedAt: Date.now() });
  await settled();
  expect(screen.queryByText("You're offline.")).toBeNull();
});

test("a read that needs more opens its sheet by one button", async () => {
  const problem: Problem = { ...ended, fix: { action: "allow", label: "Allow…" }, need: 7 };
  const { hear } = await app(signedIn({ notice: problem }));
  await fireEvent.click(button("Allow…"));
  expect(hear).toHaveBeenLastCalledWith("open_sheet", { need: 7 });
});

test("what failed is done again, and no sign-in starts instead", async () => {
  const asked: unknown[] = [];
  const act = (given: { action?: unknown }) => {
    asked.push(given.action);
    return refuse(serviceDown);
  };
  const { hear } = await app(signedIn(), { answers: { act } });
  const action: Action = { kind: "cancelRuns", runIds: ["r"] };
  await say.ended({ action, message: null, problem: serviceDown });
  await settled();
  await fireEvent.click(button("Try again"));
  expect(asked).toEqual([action]);
  expect(hear.mock.calls.map(([command]) => command)).not.toContain("sign_in_again");
});

test("another account that came back is a choice", async () => {
  const { hear } = await app(signedIn({ otherAccount: { username: "bob@uni.edu", owner: "Ada Lovelace" } }));
  await fireEvent.click(button("Add bob@uni.edu as a second account"));
  expect(hear).toHaveBeenLastCalledWith("answer_other_account", { answer: "keepBoth" });
});

test("other accounts are switched to from the menu", async () => {
  const { hear } = await app(signedIn());
  await fireEvent.keyDown(document, { key: "U", ctrlKey: true, shiftKey: true });
  await settled();
  await fireEvent.click(button(/^Switch to Beamline robot/));
  expect(hear).toHaveBeenLastCalledWith("switch_account", { id: "account-3" });
});

test("Ctrl+? tells the keys, and Esc takes them away", async () => {
  await app(signedIn());
  await fireEvent.keyDown(window, { key: "?", ctrlKey: true, shiftKey: true });
  await settled();
  const dialog = screen.getByRole("dialog", { name: "Keyboard shortcuts" });
  expect(dialog.textContent).toContain("Ctrl+Shift+C");
  await fireEvent(dialog, new Event("cancel", { cancelable: true }));
  await settled();
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("the sign-in of a sheet opens in the browser that is chosen", async () => {
  const browsers = [
    { id: "", name: "Default browser (Firefox)", chosen: true },
    { id: "firefox.desktop", name: "Firefox", chosen: false },
    { id: "chromium.desktop", name: "Chromium", chosen: false },
  ];
  const { hear } = await app(signedIn({ sheet: sheets.consent }), { browsers });
  const choice = screen.getByLabelText<HTMLSelectElement>("Browser");
  expect(choice.value).toBe("");
  await fireEvent.change(choice, { target: { value: "chromium.desktop" } });
  expect(hear).toHaveBeenLastCalledWith("use_browser", { id: "chromium.desktop" });
});
