import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { app, settled } from "../../dev/app";
import { ended } from "../../dev/problems";
import { signedIn, signingIn } from "../../dev/session";
import { sheets } from "../../dev/sheets";
import type { Problem } from "../ipc";
import { say } from "../ipc/mock";

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
  screen.getByText("Sign-in is kept in GNOME Keyring");
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
      needsYou: [{ ...needsYou, place: { screen: "run", id: "r" }, title: "Nightly" }],
      active: [],
      activeRuns: 2,
      activeTransfers: 7,
      missingScope: true,
      offline: false,
      checkedAt: null,
    },
  });
  expect(told("Runs")).toContain("1 needs you");
  expect(told("Transfers")).toContain("7 under way");
  expect(told("Access")).toContain("a permission is missing");
});

test("what needs one more step says so, asks, and ends with a word", async () => {
  const { hear, become } = await app(signedIn({ sheet: sheets.consent }));
  screen.getByRole("heading", { name: "One more step to resume “Nightly 88”" });
  screen.getByText("Globus Flows says: “This flow uses protected data.”");
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

test("a read that needs more is allowed by one button", async () => {
  const action = { kind: "read", place: { screen: "runs" } } as const;
  const problem = { ...ended, fix: { action: "allow", label: "Fix in browser ↗" }, asksFor: action } as Problem;
  const asked: unknown[] = [];
  await app(signedIn({ notice: problem }), {
    answers: {
      act: (given) => {
        asked.push(given.action);
        return { kind: "asked" };
      },
    },
  });
  await fireEvent.click(button("Fix in browser ↗"));
  expect(asked).toEqual([action]);
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
  const dialog = screen.getByRole("dialog", { name: "Keyboard" });
  expect(dialog.textContent).toContain("Ctrl+Shift+C");
  await fireEvent(dialog, new Event("cancel", { cancelable: true }));
  await settled();
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("the sign-in of a sheet opens in the browser that is chosen", async () => {
  const browsers = [
    { id: "", name: "Your usual browser, Firefox", chosen: true },
    { id: "firefox.desktop", name: "Firefox", chosen: false },
    { id: "chromium.desktop", name: "Chromium", chosen: false },
  ];
  const { hear } = await app(signedIn({ sheet: sheets.consent }), { browsers });
  const choice = screen.getByLabelText<HTMLSelectElement>("Browser");
  expect(choice.value).toBe("");
  await fireEvent.change(choice, { target: { value: "chromium.desktop" } });
  expect(hear).toHaveBeenLastCalledWith("use_browser", { id: "chromium.desktop" });
});
