// What jsdom lacks of a browser.
import { afterEach, vi } from "vitest";
import { clearMocks } from "../src/ipc/mock";

class NoResize {
  observe() {}
  unobserve() {}
  disconnect() {}
}
vi.stubGlobal("ResizeObserver", NoResize);

HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.setAttribute("open", "");
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.removeAttribute("open");
};
CSS.escape ??= (text: string) => text;

afterEach(clearMocks);
