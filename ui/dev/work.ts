// For component tests: the app at a place, with the answers about work.
import type { Action, Place } from "../src/ipc";
import type { Shell } from "../src/ipc/mock";
import { answers } from "./answers-work";
import { app } from "./app";
import { signedIn } from "./session";

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
      remember_place: ({ place: to }) => went.push(to as Place),
      ...change,
    },
  });
  return { ...view, acted, went };
}
