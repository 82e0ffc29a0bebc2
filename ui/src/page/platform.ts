export const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** What this system calls the place where secrets are stored, as in "your keyring". */
export function keyring(): string {
  if (isMac()) return "Keychain";
  return /Win/.test(navigator.platform) ? "Credential Manager" : "keyring";
}
