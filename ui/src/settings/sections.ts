import type { Choices } from "../ipc";

/** The section that shows each setting. Its Reset puts it back to its default. */
const SECTIONS: Record<keyof Choices, string> = {
  closeButton: "General",
  startHidden: "General",
  startAtLogin: "General",
  tray: "General",
  appearance: "Appearance",
  notifications: "Notifications",
  updates: "Updates",
  // Has no default to go back to.
  clientId: "",
  environment: "Sign-in",
  browserCommand: "Sign-in",
  loginWay: "Sign-in",
  relay: "Sign-in",
};

/** The settings in the section with this title. */
export function settingsIn(title: string): (keyof Choices)[] {
  const all = Object.keys(SECTIONS) as (keyof Choices)[];
  return all.filter((key) => SECTIONS[key] === title);
}
