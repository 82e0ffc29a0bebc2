// For component tests: the whole app with a shell that the test controls.
import { render } from "@testing-library/svelte";
import { tick } from "svelte";
import { vi } from "vitest";
import App from "../src/App.svelte";
import type { Session } from "../src/ipc";
import { mockShell, type Shell, say } from "../src/ipc/mock";
import { shell } from "./session";

export async function app(session: Session, change: Partial<Shell> = {}) {
  const hear = vi.fn<Shell["hear"]>();
  mockShell(shell(session, { hear, ...change }));
  const view = render(App);
  await settled();
  const become = async (next: Session) => {
    await say.session(next);
    await settled();
  };
  return { ...view, hear, become };
}

/** Waits for IPC answers and the drawing after them. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise((done) => setTimeout(done));
    await tick();
  }
}
