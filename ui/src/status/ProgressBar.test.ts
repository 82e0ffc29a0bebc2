import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import ProgressBar from "./ProgressBar.svelte";

const of = (done: number, total: number, counting = false) => ({ done, total, counting, text: `${done}/${total}` });
const shown = () => screen.getByRole("progressbar").getAttribute("aria-valuenow");

test("a bar never slides back: with a larger total it has no share until it is past where it was", async () => {
  const status = { key: "active", word: "Transferring" } as const;
  const { rerender } = render(ProgressBar, { progress: of(40, 100), status });
  expect(shown()).toBe("40");
  await rerender({ progress: of(41, 200), status });
  expect(shown()).toBeNull();
  await rerender({ progress: of(90, 200, true), status });
  expect(shown()).toBeNull();
  await rerender({ progress: of(90, 200), status });
  expect(shown()).toBe("45");
});
