import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { app, settled } from "../../dev/app";
import { ended } from "../../dev/problems";
import { settings, signedIn, signingIn } from "../../dev/scenes";

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const heading = () => screen.getByRole("heading", { level: 1 }).textContent;

async function press(key: string) {
  await fireEvent.keyDown(window, { key, ctrlKey: true });
  await settled();
}

test("the keys lead to the screens", async () => {
  await app(signedIn());
  expect(heading()).toBe("Flows");
  await press("2");
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

test("settings are saved with a visible outcome", async () => {
  const saved: unknown[] = [];
  await app(signedIn(), {
    saveSettings: (change) => {
      saved.push(change);
      return { ...settings, choices: change };
    },
  });
  await press(",");
  await fireEvent.input(screen.getByLabelText("Browser command"), { target: { value: " firefox {url} " } });
  await fireEvent.click(button("Save"));
  await settled();
  expect(saved).toEqual([{ ...settings.choices, browserCommand: "firefox {url}" }]);
  screen.getByText("Saved");
});

test("a client id of the environment is read-only, and says so", async () => {
  await app(signedIn(), { settings: { ...settings, clientIdFromEnvironment: true } });
  await press(",");
  expect(screen.getByLabelText<HTMLInputElement>("Client id").readOnly).toBe(true);
  screen.getByText(/MERIDIAN_CLIENT_ID/);
});
