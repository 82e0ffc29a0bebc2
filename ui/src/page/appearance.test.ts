import { expect, test, vi } from "vitest";
import type { Appearance } from "../ipc";

test("the system's wish for contrast is heeded, also when it comes and goes", async () => {
  const asked = { matches: true, onchange: () => {} };
  vi.resetModules();
  vi.stubGlobal("matchMedia", () => asked);
  const { loadAppearance, applyAppearance } = await import("./appearance.svelte");
  const { dataset } = document.documentElement;
  await loadAppearance();
  expect(dataset.contrast).toBe("more");
  asked.matches = false;
  asked.onchange();
  expect(dataset.contrast).toBe("");
  const chosen: Partial<Appearance> = { theme: "dark", density: "compact", moreContrast: true };
  applyAppearance(chosen);
  expect(dataset.contrast).toBe("more");
  asked.onchange();
  expect(dataset.contrast, "what was chosen stays").toBe("more");
});
