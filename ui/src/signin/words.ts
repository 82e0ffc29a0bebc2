import type { SigningIn } from "../ipc";

/** Longer than a keychain takes that need not ask anybody. */
const SLOW = 3_000;

/** The heading and the sentence under it, for each moment of a sign-in. */
export function words({ demo, step, way, startedAt }: SigningIn, now: number): { title: string; meaning: string } {
  if (step === "preparing") {
    if (now - startedAt > SLOW) {
      return {
        title: "Getting ready…",
        meaning: "Your keyring may be asking for its password. The browser opens after that.",
      };
    }
    return demo
      ? { title: "Starting the demo…", meaning: "A local Globus with sample data starts on this computer." }
      : { title: "Getting ready…", meaning: "Your browser opens in a moment." };
  }
  if (step === "finishing") {
    return {
      title: "Finishing sign-in…",
      meaning: demo ? "The demo answered. Almost there." : "Globus answered. Almost there.",
    };
  }
  if (way === "code") {
    return {
      title: demo ? "Sign in to the demo with a code" : "Sign in with a code",
      meaning: demo
        ? "The demo runs on this computer, so use a browser on it."
        : "Works with any browser, also on another computer.",
    };
  }
  return {
    title: "Waiting for your browser…",
    meaning: demo
      ? "The sign-in page of the demo, a local Globus on this computer, is open there. It needs no account."
      : "Sign in on globus.org there, then come back. This app never sees your password.",
  };
}
