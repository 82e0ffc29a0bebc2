import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { app, settled } from "../../dev/app";
import { denied } from "../../dev/problems";
import { signedIn } from "../../dev/session";
import { settings } from "../../dev/settings";
import type { Choices } from "../ipc";
import { refuse, type Shell } from "../ipc/mock";

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
  await fireEvent.click(screen.getByLabelText("Quits Meridian"));
  await settled();
  expect(saved.at(-1)?.closeButton).toBe("quit");
  await fireEvent.click(screen.getByLabelText("Tell me when something failed, or is stuck"));
  await settled();
  expect(saved.at(-1)?.notifications).toEqual({ ...settings.choices.notifications, failed: false });
});

test("the relay's address is asked for only where it is used", async () => {
  await open();
  expect(screen.queryByLabelText("Relay page")).toBeNull();
  await fireEvent.click(screen.getByLabelText("By a link, through an https page"));
  await settled();
  screen.getByLabelText("Relay page");
});

test("a client id of the environment is read-only, and says so", async () => {
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
  await fireEvent.click(screen.getByRole("button", { name: "Preview the support file…" }));
  await settled();
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Support file" }).value).toBe(text);
  screen.getByText(/3 names, ids and paths were replaced/);
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
  await fireEvent.click(screen.getByLabelText("Show more rows in lists"));
  await settled();
  expect(dataset.density).toBe("compact");
  await fireEvent.click(screen.getByLabelText("Show more contrast"));
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
  await fireEvent.click(screen.getByLabelText("Show more rows in lists"));
  await fireEvent.click(screen.getByLabelText("Quits Meridian"));
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
  screen.getByText("Notifications could not be paused.");
  await fireEvent.click(screen.getByLabelText("Dark"));
  await settled();
  expect(saved.at(-1)?.appearance?.theme).toBe("dark");
});

test("looks that were refused do not hold", async () => {
  await open({ saveSettings: () => refuse(denied) });
  await fireEvent.click(screen.getByLabelText("Dark"));
  await settled();
  expect(document.documentElement.dataset.theme).toBe("system");
  expect(screen.getByLabelText<HTMLInputElement>("As this computer is").checked).toBe(true);
  await fireEvent.click(screen.getByLabelText("Tell times in UTC"));
  await settled();
  expect(screen.getByLabelText<HTMLInputElement>("Tell times in UTC").checked).toBe(false);
  screen.getByText(denied.what);
});

test("quiet hours are two times of the day", async () => {
  const saved = await open();
  await fireEvent.click(screen.getByLabelText("Keep quiet at certain hours"));
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
  screen.getByText(/No setting matches/);
  await fireEvent.click(screen.getByRole("button", { name: "Show all settings" }));
  await settled();
  screen.getByRole("heading", { name: "Privacy" });
  expect(screen.queryByText(/No setting matches/)).toBeNull();
});
