import ArrowLeftRight from "@lucide/svelte/icons/arrow-left-right";
import Settings from "@lucide/svelte/icons/settings";
import Workflow from "@lucide/svelte/icons/workflow";
import type { Component } from "svelte";

export type ScreenKey = "flows" | "transfers" | "settings";
export type Screen = {
  key: ScreenKey;
  label: string;
  icon: Component<Record<string, unknown>>;
  /** With Ctrl or ⌘. */
  shortcut: string;
};

/** The lists, in the order of their numbers. */
export const LISTS: Screen[] = [
  { key: "flows", label: "Flows", icon: Workflow, shortcut: "1" },
  { key: "transfers", label: "Transfers", icon: ArrowLeftRight, shortcut: "2" },
];

export const SETTINGS: Screen = { key: "settings", label: "Settings", icon: Settings, shortcut: "," };
