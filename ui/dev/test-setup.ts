// What jsdom lacks of a browser.
import { cleanup } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, vi } from "vitest";
import { live } from "../src/frame/live.svelte";
import { clearMocks } from "../src/ipc/mock";

class NoResize {
  observe() {}
  unobserve() {}
  disconnect() {}
}
vi.stubGlobal("ResizeObserver", NoResize);
vi.stubGlobal("matchMedia", () => ({ matches: false }));

HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.setAttribute("open", "");
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.removeAttribute("open");
};

// What is unmounted still tells the shell that it left.
afterEach(async () => {
  cleanup();
  live.told = null;
  await tick();
  clearMocks();
});
