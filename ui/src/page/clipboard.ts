import { live } from "./live.svelte";

/** Copies a text and says so; `what` completes "Copied …". */
export async function copy(text: string, what: string): Promise<boolean> {
  const copied = (await byClipboard(text)) || bySelection(text);
  live.tell(copied ? `Copied ${what}.` : `Couldn't copy ${what}.`, copied);
  return copied;
}

async function byClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** WebKitGTK may deny a page the clipboard API; the old way still works there. */
function bySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.className = "unseen";
  field.value = text;
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
