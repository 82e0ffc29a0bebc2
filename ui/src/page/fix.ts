import { getContext, setContext } from "svelte";
import type { FixAction, Problem } from "../ipc";

/** Does what a problem offers. */
export type Fix = (action: FixAction, problem: Problem) => void;

const KEY = Symbol("fix");

/** Problems shown anywhere below are fixed by this. */
export function provideFix(fix: Fix): void {
  setContext<Fix>(KEY, fix);
}

export function useFix(): Fix {
  return getContext<Fix>(KEY);
}
