import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { app, settled } from "../../dev/app";
import { accountsPage, signedIn } from "../../dev/session";

const button = (name: string | RegExp) => screen.getByRole("button", { name });

async function open() {
  return app(signedIn(), { place: { screen: "accounts" }, answers: { read_accounts: () => accountsPage } });
}

test("lists the accounts, and signs one out by name", async () => {
  const { hear } = await open();
  screen.getByText("Current");
  await fireEvent.click(button("Sign out… Ada (Argonne)"));
  screen.getByRole("heading", { name: "Sign out Ada (Argonne) on this computer?" });
  await fireEvent.click(screen.getByLabelText(/Also sign out of globus.org/));
  await fireEvent.click(screen.getAllByRole("button", { name: "Sign out" }).at(-1) as HTMLElement);
  expect(hear).toHaveBeenLastCalledWith("sign_out_account", { id: "account-2", alsoInBrowser: true });
});

test("a linked identity signs in with one button", async () => {
  const { hear } = await open();
  await fireEvent.click(button(/Sign in with this\s*: ada@anl.gov/));
  expect(hear).toHaveBeenLastCalledWith("sign_in_with_identity", { identityId: "2" });
});

test("a service account needs its secret, which is sent once", async () => {
  const { hear } = await open();
  await fireEvent.click(button("Add service account…"));
  await fireEvent.input(screen.getByLabelText("Client ID", { selector: "dialog *" }), {
    target: { value: "5c1a7b52-0000-4000-8000-0000000000aa" },
  });
  await fireEvent.click(button("Add service account"));
  screen.getByText("Enter the client secret.");
  await fireEvent.input(screen.getByLabelText("Client secret"), { target: { value: "s" } });
  await fireEvent.click(button("Add service account"));
  await settled();
  expect(hear).toHaveBeenLastCalledWith("add_service_account", {
    account: {
      name: "",
      environment: "production",
      clientId: "5c1a7b52-0000-4000-8000-0000000000aa",
      clientSecret: "s",
    },
  });
  expect(screen.queryByRole("dialog")).toBeNull();
});
