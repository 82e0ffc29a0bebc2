// For component tests: the app at a place, with the answers of the scenes of work.
import type { Action, OnScreen, Place } from "../src/ipc";
import { equal } from "../src/ipc/equal";
import type { Shell } from "../src/ipc/mock";
import { app } from "./app";
import { signedIn } from "./scenes";
import { answers } from "./scenes-work";

/** What is done is collected; what was opened, remembered. */
export async function at(place: Place, change: NonNullable<Shell["answers"]> = {}) {
  const acted: Action[] = [];
  const went: Place[] = [];
  const view = await app(signedIn(), {
    place,
    answers: {
      ...answers,
      act: ({ action }) => {
        acted.push(action as Action);
        return { kind: "done", message: "Done." };
      },
      show_on_screen: ({ onScreen }) => {
        const { place: to } = onScreen as OnScreen;
        if (!equal(to, went.at(-1) ?? place)) went.push(to);
      },
      ...change,
    },
  });
  return { ...view, acted, went };
}
