import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { app, settled } from "../../dev/app";
import { denied } from "../../dev/problems";
import { signedIn } from "../../dev/session";
import { settings } from "../../dev/settings";
import type { Choices, Settings } from "../ipc";
import { refuse, type Shell, say } from "../ipc/mock";

async function open(change: Partial<Shell> = {}) {
  const saved: Choices[] = [];
  await app(signedIn(), {
    place: { screen: "settings" },
    saveSettings: (choices) => {
      saved.push(choices);
      return { ...settings, choices };
    },
    ...change,
  });
  return saved;
}

test("a text is saved when one leaves its field, and says so", async () => {
  const saved = await open();
  const field = screen.getByLabelText("Browser command");
  await fireEvent.input(field, { target: { value: " firefox {url} " } });
  await fireEvent.change(field);
  await settled();
  expect(saved).toEqual([{ ...settings.choices, browserCommand: "firefox {url}" }]);
  screen.getByText("Saved");
});

test("a refused text stays, with the reason beside it", async () => {
  await open({ saveSettings: () => refuse(denied) });
  const field = screen.getByLabelText<HTMLInputElement>("Client ID");
  await fireEvent.input(field, { target: { value: "nonsense" } });
  await fireEvent.change(field);
  await settled();
  expect(field.value).toBe("nonsense");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(
    screen
      .getAllByRole("alert")
      .map((alert) => alert.textContent)
      .join(""),
  ).toContain(denied.what);
});

test("switches and choices apply at once", async () => {
  const saved = await open();
  await fireEvent.click(screen.getByLabelText("Quit"));
  await settled();
  expect(saved.at(-1)?.closeButton).toBe("quit");
  await fireEvent.click(screen.getByLabelText("Failed or is stuck"));
  await settled();
  expect(saved.at(-1)?.notifications).toEqual({ ...settings.choices.notifications, failed: false });
});

test("what has no effect without a tray is not shown as chosen", async () => {
  const tray = { shown: false, message: "This desktop shows no tray icons." };
  const choices = { ...settings.choices, startHidden: true, closeButton: "keepInTray" as const };
  await open({ settings: { ...settings, choices, tray } });
  expect(screen.getByLabelText<HTMLInputElement>("Quit").checked).toBe(true);
  const keeps = screen.getByLabelText<HTMLInputElement>("Keep running in the tray");
  expect([keeps.checked, keeps.disabled]).toEqual([false, true]);
  const hidden = screen.getByLabelText<HTMLInputElement>("Start hidden in the tray");
  expect([hidden.checked, hidden.disabled]).toEqual([false, true]);
});

test("which Meridian it is stands where one looks for it", async () => {
  await open();
  const about = screen.getByRole("region", { name: "About" });
  expect(about.textContent).toMatch(/Meridian \d+\.\d+\.\d+/);
  expect(about.textContent).toContain("MIT or Apache-2.0");
  expect(about.textContent).toContain("transfer.api.globus.org");
});

test("the relay's address is asked for only where it is used", async () => {
  await open();
  expect(screen.queryByLabelText("Relay page")).toBeNull();
  await fireEvent.click(screen.getByLabelText("Through a relay page"));
  await settled();
  screen.getByLabelText("Relay page");
});

test("a client ID of the environment is read-only, and says so", async () => {
  await open({ settings: { ...settings, clientIdFromEnvironment: true } });
  expect(screen.getByLabelText<HTMLInputElement>("Client ID").readOnly).toBe(true);
  screen.getByText(/MERIDIAN_CLIENT_ID/);
});

test("the support file is seen whole before it is saved", async () => {
  const text = "Meridian 0.1.0\naccount: [name 1]";
  await open({
    answers: {
      preview_support_bundle: () => ({ text, redacted: 3 }),
      save_support_bundle: () => "/home/ada/Downloads/meridian.txt",
    },
  });
  await fireEvent.click(screen.getByRole("button", { name: "Preview support file…" }));
  await settled();
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Support file" }).value).toBe(text);
  screen.getByText(/3 names, IDs and paths were replaced/);
  await fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await settled();
  screen.getByText("/home/ada/Downloads/meridian.txt");
});

test("the looks are changed on the spot, and kept", async () => {
  const saved = await open();
  const { dataset } = document.documentElement;
  await fireEvent.click(screen.getByLabelText("Dark"));
  await settled();
  expect(saved.at(-1)?.appearance).toEqual({ ...settings.choices.appearance, theme: "dark" });
  expect(dataset.theme).toBe("dark");
  await fireEvent.change(screen.getByLabelText("Text size"), { target: { value: "120" } });
  await settled();
  expect(saved.at(-1)?.appearance?.textSize).toBe(120);
  await fireEvent.click(screen.getByLabelText("Compact lists"));
  await settled();
  expect(dataset.density).toBe("compact");
  await fireEvent.click(screen.getByLabelText("High contrast"));
  await settled();
  expect(dataset.contrast).toBe("more");
});

test("two changes in quick succession both hold", async () => {
  const saved: Choices[] = [];
  let answerFirst = () => {};
  await open({
    saveSettings: async (choices) => {
      saved.push(choices);
      if (saved.length === 1) await new Promise<void>((answer) => (answerFirst = answer));
      return { ...settings, choices };
    },
  });
  await fireEvent.click(screen.getByLabelText("Dark"));
  await fireEvent.click(screen.getByLabelText("Compact lists"));
  await fireEvent.click(screen.getByLabelText("Quit"));
  await settled();
  answerFirst();
  await settled();
  expect(saved.at(-1)).toEqual({
    ...settings.choices,
    appearance: { ...settings.choices.appearance, theme: "dark", density: "compact" },
    closeButton: "quit",
  });
  expect(document.documentElement.dataset.theme).toBe("dark");
});

test("a pause made in the tray shows at once, and undoes no change under way", async () => {
  let now: Settings = settings;
  let isRead = Promise.resolve();
  let read = () => {};
  let save = () => {};
  await open({
    answers: {
      settings: async () => {
        const asked = now;
        await isRead;
        return asked;
      },
    },
    saveSettings: async (choices) => {
      await new Promise<void>((done) => (save = done));
      now = { ...now, choices };
      return now;
    },
  });
  await fireEvent.click(screen.getByLabelText("Quit"));
  now = { ...now, notificationsPausedUntil: Date.UTC(2026, 10, 26, 12) };
  isRead = new Promise((done) => (read = done));
  await say.settings();
  await settled();
  save();
  await settled();
  read();
  await settled();
  screen.getByText(/^Paused until/);
  screen.getByRole("button", { name: "Resume" });
  expect(screen.getByLabelText<HTMLInputElement>("Quit").checked).toBe(true);
  now = { ...now, notificationsPausedUntil: null };
  await say.settings();
  await settled();
  screen.getByRole("button", { name: "Pause for an hour" });
});

test("why the app cannot start at login is shown until the next try", async () => {
  const refused = { ...settings, startAtLoginProblem: denied };
  let answer: Settings = refused;
  await open({ saveSettings: () => answer });
  await fireEvent.click(screen.getByLabelText("Start when I log in to this computer"));
  await say.settings();
  await settled();
  screen.getByText(denied.what);
  answer = settings;
  await fireEvent.click(screen.getByLabelText("Start when I log in to this computer"));
  await say.settings();
  await settled();
  expect(screen.queryByText(denied.what)).toBeNull();
});

test("a pause that fails is said, and what is changed after it is saved", async () => {
  const saved = await open({
    answers: {
      pause_notifications: () => {
        throw new Error("no answer");
      },
    },
  });
  await fireEvent.click(screen.getByRole("button", { name: "Pause for an hour" }));
  await settled();
  screen.getByText("Notifications couldn't be paused.");
  await fireEvent.click(screen.getByLabelText("Dark"));
  await settled();
  expect(saved.at(-1)?.appearance?.theme).toBe("dark");
});

test("looks that were refused do not hold", async () => {
  await open({ saveSettings: () => refuse(denied) });
  await fireEvent.click(screen.getByLabelText("Dark"));
  await settled();
  expect(document.documentElement.dataset.theme).toBe("system");
  expect(screen.getByLabelText<HTMLInputElement>("Same as system").checked).toBe(true);
  await fireEvent.click(screen.getByLabelText("Show times in UTC"));
  await settled();
  expect(screen.getByLabelText<HTMLInputElement>("Show times in UTC").checked).toBe(false);
  screen.getByText(denied.what);
});

test("quiet hours are two times of the day", async () => {
  const saved = await open();
  await fireEvent.click(screen.getByLabelText("Quiet hours"));
  await settled();
  const from = screen.getByLabelText<HTMLInputElement>("From");
  expect(from.value).toBe("22:00");
  await fireEvent.change(from, { target: { value: "21:30" } });
  await settled();
  expect(saved.at(-1)?.notifications.quietHours).toEqual({ on: true, from: 1290, to: 420, butNeedsYou: true });
});

test("a search leaves the parts that have it", async () => {
  await open();
  const search = screen.getByRole("searchbox", { name: "Search settings" });
  await fireEvent.input(search, { target: { value: "quiet hours" } });
  await fireEvent.keyDown(search, { key: "Enter" });
  await settled();
  expect(screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent)).toEqual(["Notifications"]);
  await fireEvent.keyDown(search, { key: "Escape" });
  await settled();
  expect(screen.getAllByRole("heading", { level: 2 }).length).toBeGreaterThan(4);
});

test("a part that was changed can be set back, alone", async () => {
  const changed: Choices = { ...settings.choices, closeButton: "quit", updates: "saveData" };
  const saved = await open({ settings: { ...settings, choices: changed } });
  expect(screen.queryByRole("button", { name: "Reset Appearance" })).toBeNull();
  await fireEvent.click(screen.getByRole("button", { name: "Reset General" }));
  await settled();
  expect(saved).toEqual([{ ...changed, closeButton: "keepInTray" }]);
  expect(screen.queryByRole("button", { name: "Reset General" })).toBeNull();
  await fireEvent.click(screen.getByLabelText("Only while the window is open"));
  await settled();
  expect(saved.at(-1)?.updates).toBe("onlyWhenOpen");
});

test("a search that finds nothing says so, and leads back", async () => {
  await open();
  const search = screen.getByRole("searchbox", { name: "Search settings" });
  await fireEvent.input(search, { target: { value: "nothing like it" } });
  await fireEvent.keyDown(search, { key: "Enter" });
  await settled();
  screen.getByText(/No settings match/);
  await fireEvent.click(screen.getByRole("button", { name: "Show all settings" }));
  await settled();
  screen.getByRole("heading", { name: "Privacy" });
  expect(screen.queryByText(/No settings match/)).toBeNull();
});
