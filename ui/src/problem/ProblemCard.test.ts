import { fireEvent, render, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { denied, ended, serviceDown } from "../../dev/problems";
import ProblemCard from "./ProblemCard.svelte";
import { asText, unexpected } from "./text";

const button = (name: string) => screen.getByRole("button", { name });

test("what, meaning, one fix, a second way, details", async () => {
  const own = { signIn: vi.fn(), openSettings: vi.fn() };
  render(ProblemCard, { problem: ended, own });
  screen.getByText("Your sign-in has ended.");
  screen.getByText("Sign in again to continue. What you have loaded stays on the screen.");
  await fireEvent.click(button("Sign in again ↗"));
  expect([own.signIn, own.openSettings].map((way) => way.mock.calls.length)).toEqual([1, 0]);
  await fireEvent.click(button("Open settings"));
  expect(own.openSettings).toHaveBeenCalledOnce();
  expect(screen.getByText("Details").closest("details")?.open).toBe(false);
});

test("no details, no disclosure; not dismissable unless asked", () => {
  render(ProblemCard, { problem: denied });
  expect(screen.queryByText("Details")).toBeNull();
  expect(screen.queryByRole("button", { name: "Dismiss" })).toBeNull();
});

test("words of a service are text, whatever they hold", () => {
  const { container } = render(ProblemCard, { problem: { ...denied, what: "<img src=x onerror=alert(1)>" } });
  expect(container.querySelector("img")).toBeNull();
});

test("details as lines to send", () => {
  expect(asText(serviceDown).split("\n")).toContain("HTTP: 503 Service Unavailable");
  expect(unexpected("It broke.", "why").details).toEqual([{ label: "Message", value: "why" }]);
});
