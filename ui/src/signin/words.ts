import type { SigningIn } from "../ipc";
import { keyring } from "../page/platform";

/** In milliseconds. An unlocked keyring takes less. */
const SLOW = 3_000;

/** The heading and the sentence below it, for each stage of a sign-in. */
export function words({ demo, step, way, startedAt }: SigningIn, now: number): { title: string; meaning: string } {
  if (step === "preparing") {
    if (now - startedAt > SLOW) {
      return {
        title: "Getting ready…",
        meaning: `Your ${keyring()} may be asking for its password. The browser opens after that.`,
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
        ? "The demo runs on this computer, so use a browser here."
        : "Works with any browser, even on another computer.",
    };
  }
  return {
    title: "Waiting for your browser…",
    meaning: demo
      ? "The demo's sign-in page is open there. No account needed."
      : "Sign in on globus.org, then come back. Meridian never sees your password.",
  };
}
