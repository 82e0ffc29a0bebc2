import { fireEvent, screen } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { app, settled } from "../../dev/app";
import { denied, lockedKeychain } from "../../dev/problems";
import { accounts, signedOut } from "../../dev/session";
import { settings } from "../../dev/settings";
import type { Session } from "../ipc";

afterEach(() => vi.unstubAllGlobals());

const out = (change: object): Session => ({ ...signedOut, ...change }) as Session;
const button = (name: RegExp | string) => screen.getByRole("button", { name });

test("says what it is, where a sign-in is kept, and what it may do", async () => {
  await app(signedOut);
  expect(screen.getByRole("heading").textContent).toBe("Keep an eye on your Globus work");
  screen.getByText(/Sign-in is stored in: GNOME Keyring/);
  screen.getByText(/Meridian never sees your password/);
  screen.getByText(/no read-only permission/);
  expect(document.activeElement).toBe(button(/Sign in with Globus/));
});

test("signs in, or starts the demo", async () => {
  const { hear } = await app(signedOut);
  await fireEvent.click(button(/Sign in with Globus/));
  expect(hear).toHaveBeenLastCalledWith("sign_in", { keep: "keychain" });
  await fireEvent.click(button("Try the demo"));
  expect(hear).toHaveBeenLastCalledWith("try_demo", {});
});

test("a notice is a card whose fix repeats the last kind of sign-in", async () => {
  const { hear, become } = await app(signedOut);
  await fireEvent.click(button("Try the demo"));
  await become(out({ notice: denied }));
  screen.getByText("Nothing was stored.");
  await fireEvent.click(button("Sign in again ↗"));
  expect(hear).toHaveBeenLastCalledWith("try_demo", {});
});

test("accounts that are here already are one button away", async () => {
  const { hear } = await app(out({ accounts }));
  await fireEvent.click(button(/^Continue as Ada Lovelace/));
  expect(hear).toHaveBeenLastCalledWith("switch_account", { id: accounts[0]?.id });
});

test("a locked keychain has a way to mend it, and a way around", async () => {
  const { hear } = await app(out({ notice: lockedKeychain }));
  await fireEvent.click(button("Check again"));
  expect(hear).toHaveBeenLastCalledWith("check_keychain", {});
  await fireEvent.click(button("Keep it only until I quit"));
  expect(hear).toHaveBeenLastCalledWith("sign_in", { keep: "untilQuit" });
});

test("the dialog for a client ID says what it is, and what to enter on globus.org", async () => {
  const copied: string[] = [];
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: async (text: string) => copied.push(text) } });
  const { hear } = await app(out({ clientId: null }), { settings });
  await fireEvent.click(button(/Sign in with Globus/));
  await settled();
  screen.getByRole("heading", { name: "A client ID is needed first" });
  screen.getByText(/tells Globus which app is asking/);
  await fireEvent.click(button(/^Open the developer settings on globus.org/));
  expect(hear).toHaveBeenLastCalledWith("open_registration_page", {});
  for (const copy of screen.getAllByRole("button", { name: /^Copy the redirect/ })) await fireEvent.click(copy);
  expect(copied).toEqual(settings.redirects.map(({ value }) => value));
});

test("without a client ID, signing in asks for one first; the demo does not", async () => {
  const saved: unknown[] = [];
  const { hear } = await app(out({ clientId: null }), {
    saveSettings: (change) => {
      saved.push(change);
      return { ...settings, choices: change };
    },
  });
  await fireEvent.click(button("Try the demo"));
  expect(hear).toHaveBeenLastCalledWith("try_demo", {});

  await fireEvent.click(button(/Sign in with Globus/));
  const field = screen.getByLabelText("Client UUID");
  await fireEvent.input(field, { target: { value: "not one" } });
  await fireEvent.click(button("Save and sign in"));
  expect(field.getAttribute("aria-invalid")).toBe("true");
  screen.getByText(/That isn't a client ID/);
  expect(saved).toEqual([]);

  await fireEvent.input(field, { target: { value: " 61338d24-54d5-408f-a10d-66c06b59f6d2 " } });
  await fireEvent.click(button("Save and sign in"));
  await settled();
  expect(saved).toEqual([{ ...settings.choices, clientId: "61338d24-54d5-408f-a10d-66c06b59f6d2" }]);
  expect(hear).toHaveBeenLastCalledWith("sign_in", { keep: "keychain" });
});
