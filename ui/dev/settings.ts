// The settings in component tests and invented scenes.
import type { Appearance, Choices, Settings } from "../src/ipc";

export const keychain = { name: "GNOME Keyring", state: "ready", message: null } as const;
export const clientId = "61338d24-54d5-408f-a10d-66c06b59f6d2";
export const choices: Choices = {
  clientId,
  environment: "production",
  browserCommand: "",
  loginWay: "loopback",
  relay: "",
  closeButton: "keepInTray",
  startHidden: false,
  startAtLogin: false,
  notifications: {
    needsYou: true,
    failed: true,
    done: true,
    names: true,
    quietHours: { on: false, from: 1320, to: 420, butNeedsYou: true },
  },
  appearance: {
    theme: "system",
    density: "comfortable",
    textSize: 100,
    moreContrast: false,
    reduceMotion: false,
    clock: "local",
  },
  updates: "normal",
  tray: { icon: true, counts: false },
};

export const settings: Settings = {
  choices,
  defaults: { ...choices, clientId: "" },
  clientId,
  clientIdFromEnvironment: false,
  environmentFromEnvironment: false,
  environments: ["production", "preview", "sandbox", "integration", "test", "staging"],
  hosts: [
    { label: "Auth", value: "https://auth.globus.org/" },
    { label: "Flows", value: "https://flows.globus.org/" },
    { label: "Transfer", value: "https://transfer.api.globus.org/" },
  ],
  redirects: [
    { label: "Automatic sign-in", value: "http://127.0.0.1" },
    { label: "Sign-in with a code", value: "https://auth.globus.org/v2/web/auth-code" },
  ],
  keychain,
  tray: { shown: true, message: null },
  notificationsPausedUntil: null,
  startAtLoginProblem: null,
};

/** The settings of someone who has changed the appearance. */
export function looking(change: Partial<Appearance>): Settings {
  return { ...settings, choices: { ...choices, appearance: { ...choices.appearance, ...change } } };
}
