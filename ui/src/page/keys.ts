import { isMac } from "./platform";

export type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Ctrl (⌘ on a Mac) and no other modifier. */
export function withCommand(event: Pressed, key: string): boolean {
  const [command, other] = isMac() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  return command && !other && !event.altKey && !event.shiftKey && event.key.toLowerCase() === key;
}

export function isRefresh(event: Pressed): boolean {
  return (event.key === "F5" && !event.ctrlKey && !event.altKey && !event.metaKey) || withCommand(event, "r");
}

/** Ctrl+?, wherever the keyboard has its question mark; ⌘/ on a Mac. */
export function isHelp(event: Pressed): boolean {
  const asked = event.key === "?" && withCommand({ ...held(event), shiftKey: false }, "?");
  return asked || withCommand(event, "/");
}

/** The properties of an event live on its prototype, so spreading the event would copy nothing. */
export function held({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): Pressed {
  return { key, ctrlKey, metaKey, altKey, shiftKey };
}

/** As written on this platform: `⌘1` or `Ctrl+1`. */
export function commandLabel(key: string): string {
  return isMac() ? `⌘${key}` : `Ctrl+${key}`;
}

/** Alt and an arrow key; ⌘ and a bracket on a Mac. */
export function wayThrough(event: Pressed): "back" | "forward" | null {
  if (isMac()) return withCommand(event, "[") ? "back" : withCommand(event, "]") ? "forward" : null;
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  return event.key === "ArrowLeft" ? "back" : event.key === "ArrowRight" ? "forward" : null;
}
