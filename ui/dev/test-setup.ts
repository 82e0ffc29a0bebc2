// What jsdom lacks of a browser.
import { cleanup } from "@testing-library/svelte";
import { afterEach } from "vitest";
import { live } from "../src/page/live.svelte";

class NoResize {
  observe() {}
  unobserve() {}
  disconnect() {}
}
// Not as stubs, which a test may take away.
Object.assign(globalThis, { ResizeObserver: NoResize, matchMedia: () => ({ matches: false }) });

HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.setAttribute("open", "");
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.removeAttribute("open");
};

// The shell stays until the next test has its own: what is unmounted still tells it that it left.
afterEach(() => {
  cleanup();
  live.told = null;
});
