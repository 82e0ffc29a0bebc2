import type { Settings } from "../ipc";

/** A way to sign in, and the address the browser returns to that way. */
export type Redirect = { label: string; value: string };

/** What a client ID must allow, for the ways that these settings can use. */
export function redirects({ hosts, choices }: Settings): Redirect[] {
  const auth = hosts.find((host) => host.label === "Auth")?.value;
  return [
    { label: "Automatic sign-in", value: "http://127.0.0.1" },
    ...(auth ? [{ label: "Sign-in with a code", value: new URL("v2/web/auth-code", auth).href }] : []),
    ...(choices.relay ? [{ label: "Relay page", value: choices.relay }] : []),
  ];
}
