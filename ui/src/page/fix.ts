import { getContext, setContext } from "svelte";
import type { FixAction, Problem } from "../ipc";

/** Carries out the fix that a problem offers. */
export type Fix = (action: FixAction, problem: Problem) => void;

const KEY = Symbol("fix");

/** Handles the fixes of all problems shown below. */
export function provideFix(fix: Fix): void {
  setContext<Fix>(KEY, fix);
}

export function useFix(): Fix {
  return getContext<Fix>(KEY);
}
