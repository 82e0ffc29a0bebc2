// Adds what jsdom lacks.
import { cleanup } from "@testing-library/svelte";
import { afterEach } from "vitest";
import { live } from "../src/page/live.svelte";

class NoResize {
  observe() {}
  unobserve() {}
  disconnect() {}
}
// Not as stubs, which a test could remove.
Object.assign(globalThis, { ResizeObserver: NoResize, matchMedia: () => ({ matches: false }) });

HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.setAttribute("open", "");
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.removeAttribute("open");
};

// The shell stays until the next test sets its own, because an unmounted screen still reports that it left.
afterEach(() => {
  cleanup();
  live.told = null;
});
