import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { app } from "../../dev/app";
import { signedIn, signingIn } from "../../dev/session";
import type { Session, SigningIn } from "../ipc";

const waiting = (change: Partial<SigningIn> = {}): Session => ({ kind: "signingIn", ...signingIn(change) });
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const link = () => screen.queryByLabelText<HTMLInputElement>("Sign-in link");

test("waits for the browser, with three ways out", async () => {
  const { hear } = await app(waiting());
  expect(screen.getByRole("heading").textContent).toBe("Waiting for your browser…");
  screen.getByText("0:42");
  expect(link()).toBeNull();
  await fireEvent.click(button("Open browser again"));
  await fireEvent.click(button("Use a code instead"));
  await fireEvent.click(button("Cancel"));
  await fireEvent.keyDown(document.body, { key: "Escape" });
  expect(hear.mock.calls.map(([command]) => command)).toEqual([
    "open_browser_again",
    "use_code",
    "cancel_sign_in",
    "cancel_sign_in",
  ]);
});

test("preparing and finishing have their own words, and nothing to press but Cancel", async () => {
  const { become } = await app(waiting({ step: "preparing", url: null }));
  screen.getByRole("heading", { name: "Getting ready…" });
  expect(screen.getAllByRole("button")).toHaveLength(1);
  await become(waiting({ step: "finishing" }));
  screen.getByRole("heading", { name: "Finishing sign-in…" });
  expect(screen.getAllByRole("button")).toHaveLength(1);
});

test("a hint shows the link, selected", async () => {
  await app(waiting({ hint: "The browser could not be opened." }));
  screen.getByRole("alert");
  const field = link();
  expect(document.activeElement).toBe(field);
  expect(field?.selectionEnd).toBe(field?.value.length);
});

test("a code is trimmed and sent, an empty one is not", async () => {
  const { hear } = await app(waiting({ way: "code" }));
  screen.getByText("Only paste a code that you requested yourself.");
  expect(screen.queryByRole("button", { name: "Use a code instead" })).toBeNull();
  await fireEvent.click(button("Sign in"));
  expect(hear).not.toHaveBeenCalled();
  await fireEvent.input(screen.getByLabelText("Code"), { target: { value: " abc123\n" } });
  await fireEvent.click(button("Sign in"));
  expect(hear).toHaveBeenLastCalledWith("submit_code", { code: "abc123" });
});

test("the demo is named", async () => {
  await app(waiting({ demo: true }));
  screen.getByText(/demo.s sign-in page/);
});

test("while signed in, it is a dialog over the frame", async () => {
  const { hear, become } = await app(signedIn({ signingIn: signingIn() }));
  const dialog = screen.getByRole("dialog", { name: "Waiting for your browser…" });
  await fireEvent(dialog, new Event("cancel", { cancelable: true }));
  expect(hear).toHaveBeenLastCalledWith("cancel_sign_in", {});
  await become(signedIn());
  expect(screen.queryByRole("dialog")).toBeNull();
});
