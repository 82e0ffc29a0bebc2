export type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

export const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** Ctrl, or ⌘ on a Mac, and no other modifier. */
export function withCommand(event: Pressed, key: string): boolean {
  const [command, other] = isMac() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  return command && !other && !event.altKey && !event.shiftKey && event.key.toLowerCase() === key;
}

export function isRefresh(event: Pressed): boolean {
  return (event.key === "F5" && !event.ctrlKey && !event.altKey && !event.metaKey) || withCommand(event, "r");
}

/** Ctrl+? on every keyboard, wherever it has its question mark; ⌘/ on a Mac. */
export function isHelp(event: Pressed): boolean {
  const asked = event.key === "?" && withCommand({ ...held(event), shiftKey: false }, "?");
  return asked || withCommand(event, "/");
}

/** An event's own properties are not its object's, so spreading it copies nothing. */
export function held({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): Pressed {
  return { key, ctrlKey, metaKey, altKey, shiftKey };
}

/** As the person reads it: `⌘1` or `Ctrl+1`. */
export function commandLabel(key: string): string {
  return isMac() ? `⌘${key}` : `Ctrl+${key}`;
}

/** Alt with an arrow, or ⌘ with a bracket on a Mac. */
export function wayThrough(event: Pressed): "back" | "forward" | null {
  if (isMac()) return withCommand(event, "[") ? "back" : withCommand(event, "]") ? "forward" : null;
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  return event.key === "ArrowLeft" ? "back" : event.key === "ArrowRight" ? "forward" : null;
}
