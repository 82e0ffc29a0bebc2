// For component tests: the app at a place, with answers about work.
import type { Action, OnScreen, Place } from "../src/ipc";
import { equal } from "../src/ipc/equal";
import type { Shell } from "../src/ipc/mock";
import { answers } from "./answers-work";
import { app } from "./app";
import { signedIn } from "./session";

/** `acted` collects the actions, and `went` the places that the window went to. */
export async function at(place: Place, change: NonNullable<Shell["answers"]> = {}) {
  const acted: Action[] = [];
  const went: Place[] = [];
  let before = place;
  const view = await app(signedIn(), {
    place,
    answers: {
      ...answers,
      act: ({ action }) => {
        acted.push(action as Action);
        return { kind: "done", message: "Done." };
      },
      show_on_screen: ({ onScreen }) => {
        const now = (onScreen as OnScreen).place;
        if (!equal(now, before)) went.push(now);
        before = now;
      },
      ...change,
    },
  });
  return { ...view, acted, went };
}
