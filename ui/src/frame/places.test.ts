import { beforeEach, expect, test, vi } from "vitest";
import { shell, signedIn } from "../../dev/session";
import { settings } from "../../dev/settings";
import type { OnScreen } from "../ipc";
import { mockShell, say } from "../ipc/mock";
import { Places } from "./places.svelte";

const remembered = vi.fn();

beforeEach(() => {
  remembered.mockReset();
  mockShell(
    shell(signedIn(), {
      settings,
      place: { screen: "run", id: "r" },
      answers: { show_on_screen: ({ onScreen }) => remembered((onScreen as OnScreen).place) },
    }),
  );
});

test("opens where the window was, and tells the shell where it goes", async () => {
  const places = new Places();
  await places.follow();
  expect(places.current).toEqual({ screen: "run", id: "r" });
  places.go({ screen: "transfers" });
  await vi.waitFor(() => expect(remembered).toHaveBeenLastCalledWith({ screen: "transfers" }));
});

test("goes back and forward, and a new way ends the old one", async () => {
  const places = new Places();
  places.go({ screen: "runs" });
  places.go({ screen: "run", id: "r" });
  places.back();
  expect(places.current).toEqual({ screen: "runs" });
  places.forward();
  expect(places.current).toEqual({ screen: "run", id: "r" });
  places.back();
  places.go({ screen: "settings" });
  places.forward();
  expect(places.current).toEqual({ screen: "settings" });
  places.back();
  places.back();
  places.back();
  expect(places.current).toEqual({ screen: "flows" });
});

test("whoever is quicker than the first answer stays where they went", async () => {
  const places = new Places();
  const following = places.follow();
  places.go({ screen: "settings" });
  await following;
  expect(places.current).toEqual({ screen: "settings" });
});

test("a link leads there, also before the first answer", async () => {
  const places = new Places();
  const following = places.follow();
  await say.place({ screen: "transfer", id: "t" });
  await following;
  await say.place({ screen: "transfer", id: "t" });
  expect(places.current).toEqual({ screen: "transfer", id: "t" });
});
