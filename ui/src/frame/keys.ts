type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

const mac = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** Ctrl, or ⌘ on a Mac, and no other modifier. */
export function withCommand(event: Pressed, key: string): boolean {
  const [command, other] = mac() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  return command && !other && !event.altKey && !event.shiftKey && event.key.toLowerCase() === key;
}

export function isRefresh(event: Pressed): boolean {
  return (event.key === "F5" && !event.ctrlKey && !event.altKey && !event.metaKey) || withCommand(event, "r");
}

/** As the person reads it: `⌘1` or `Ctrl+1`. */
export function commandLabel(key: string): string {
  return mac() ? `⌘${key}` : `Ctrl+${key}`;
}
