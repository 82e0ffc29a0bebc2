import { held, type Pressed, withCommand } from "../page/keys";
import { live } from "../page/live.svelte";
import { isMac } from "../page/platform";

/** An action on a row or on the selected rows, in the menu and by keyboard. */
export type MenuItem = {
  /** "Cancel run…" */
  label: string;
  shortcut?: Shortcut;
  /** Why it can't be done now; shown instead of doing it. */
  why?: string | null;
  run: () => void;
};

export function carryOut({ why, run }: MenuItem): void {
  if (why) live.tell(why, false);
  else run();
}

export type Shortcut = "open" | "copy" | "copyLink" | "copyCommand" | "delete";

export function isPressed(event: Pressed, shortcut: Shortcut): boolean {
  switch (shortcut) {
    case "open":
      return event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    case "copy":
      return withCommand(event, "c");
    case "copyLink":
      return event.shiftKey && withCommand({ ...held(event), shiftKey: false }, "c");
    case "copyCommand":
      // ⌥ on a Mac turns it into another letter.
      return (
        event.altKey && withCommand({ ...held(event), altKey: false, key: event.key === "ç" ? "c" : event.key }, "c")
      );
    case "delete":
      return event.key === "Delete" || withCommand(event, "backspace");
  }
}

/** As written on this platform: `Ctrl+Shift+C` or `⇧⌘C`. */
export function keysOf(shortcut: Shortcut): string {
  const [others, mac] = {
    open: ["Enter", "↩"],
    copy: ["Ctrl+C", "⌘C"],
    copyLink: ["Ctrl+Shift+C", "⇧⌘C"],
    copyCommand: ["Ctrl+Alt+C", "⌥⌘C"],
    delete: ["Delete", "⌘⌫"],
  }[shortcut];
  return (isMac() ? mac : others) ?? "";
}

export function isMenuKey(event: Pressed): boolean {
  return event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
}
