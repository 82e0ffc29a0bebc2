import type { Problem } from "../src/ipc";

export const denied: Problem = {
  tone: "neutral",
  what: "You chose not to allow access.",
  meaning: "Nothing was stored.",
  fix: { action: "signIn", label: "Sign in again ↗" },
  otherwise: null,
  need: null,
  details: [],
};

export const lockedKeychain: Problem = {
  tone: "warning",
  what: "Your keyring is locked.",
  meaning: "Unlock it, or keep this sign-in only until you quit.",
  fix: { action: "checkKeychain", label: "Check again" },
  otherwise: { action: "untilQuit", label: "Keep it only until I quit" },
  need: null,
  details: [{ label: "Service", value: "org.freedesktop.secrets" }],
};

export const serviceDown: Problem = {
  tone: "error",
  what: "Globus Flows could not be read.",
  meaning: "The service answered that it is busy. Rows shown here are from before; nothing was changed.",
  fix: { action: "retry", label: "Try again" },
  otherwise: null,
  need: null,
  details: [
    { label: "Service", value: "flows.globus.org" },
    { label: "HTTP", value: "503 Service Unavailable" },
    { label: "Request ID", value: "1f0c2a5e9d" },
    { label: "Time", value: "2026-11-24 11:02:44 UTC" },
  ],
};

export const ended: Problem = {
  tone: "warning",
  what: "Your sign-in has ended.",
  meaning: "Sign in again to continue. What you have loaded stays on the screen.",
  fix: { action: "signIn", label: "Sign in again ↗" },
  otherwise: { action: "openSettings", label: "Open settings" },
  need: null,
  details: [{ label: "Code", value: "invalid_grant" }],
};
