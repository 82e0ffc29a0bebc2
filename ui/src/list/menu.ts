import { held, isMac, type Pressed, withCommand } from "../page/keys";
import { live } from "../page/live.svelte";

/** What can be done with a row, or with those that are chosen: in the menu, and by keys. */
export type MenuItem = {
  /** "Cancel run…" */
  label: string;
  shortcut?: Shortcut;
  /** Why it cannot be done now; it is said instead. */
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
      // A Mac's ⌥ makes another letter of it.
      return (
        event.altKey && withCommand({ ...held(event), altKey: false, key: event.key === "ç" ? "c" : event.key }, "c")
      );
    case "delete":
      return event.key === "Delete" || withCommand(event, "backspace");
  }
}

/** As the person reads it: `Ctrl+Shift+C` or `⇧⌘C`. */
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
