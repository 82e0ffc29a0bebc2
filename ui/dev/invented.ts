// The shell's answers in the scenes that no local Globus can produce. `invented.json` lists them and says why. The
// names and numbers are made up.
import type { TransferQuery } from "../src/ipc";
import { mockShell, type Shell } from "../src/ipc/mock";
import { flows } from "./flows";
import { lockedKeychain } from "./problems";
import { shell, signedIn, signedOut, signingIn } from "./session";
import { transfers } from "./transfers";

const locked = {
  name: "GNOME Keyring",
  state: "unavailable",
  message: "Your keyring is locked. Unlock it, then check again.",
} as const;

/** Returns all transfers at once, whatever the limit. */
function all(count: number): Shell["listTransfers"] {
  const list = transfers(count);
  return (query: TransferQuery) => list({ ...query, limit: count });
}

const shells: Record<string, () => Shell> = {
  "first-run-locked": () => shell({ ...signedOut, keychain: locked, notice: lockedKeychain }),
  unsaved: () => shell(signedIn({ unsaved: ["Globus Flows", "Globus Transfer"] })),
  "waiting-preparing": () => shell({ kind: "signingIn", ...signingIn({ step: "preparing", url: null }) }),
  "flows-many": () => shell(signedIn(), { listFlows: flows(10_000) }),
  "transfers-many": () => shell(signedIn(), { place: { screen: "transfers" }, listTransfers: all(100_000) }),
};

/** Doesn't count requests, because nothing waits for this shell's answers. */
export function invent(name: string): void {
  const made = shells[name];
  if (!made) throw new Error(`${name} is not invented`);
  globalThis.scene = { asked: 0, pending: 0, hear: async () => {}, advance: () => {} };
  mockShell(made());
}
