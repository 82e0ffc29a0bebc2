import ArrowLeftRight from "@lucide/svelte/icons/arrow-left-right";
import Play from "@lucide/svelte/icons/play";
import Settings from "@lucide/svelte/icons/settings";
import ShieldCheck from "@lucide/svelte/icons/shield-check";
import Workflow from "@lucide/svelte/icons/workflow";
import type { Component } from "svelte";
import type { Place } from "../ipc";

export type Screen = {
  place: Place;
  label: string;
  icon: Component<Record<string, unknown>>;
  /** Pressed with Ctrl, or ⌘ on a Mac. */
  shortcut: string;
};

/** The main screens, in the order of their shortcuts. */
export const WORK: Screen[] = [
  { place: { screen: "flows" }, label: "Flows", icon: Workflow, shortcut: "1" },
  { place: { screen: "runs" }, label: "Runs", icon: Play, shortcut: "2" },
  { place: { screen: "transfers" }, label: "Transfers", icon: ArrowLeftRight, shortcut: "3" },
  { place: { screen: "access", tab: "scopes" }, label: "Access", icon: ShieldCheck, shortcut: "4" },
];

export const SETTINGS: Screen = { place: { screen: "settings" }, label: "Settings", icon: Settings, shortcut: "," };

/** The sidebar entry that a place belongs to. */
const HOMES: Record<Place["screen"], Place["screen"]> = {
  flows: "flows",
  flow: "flows",
  runs: "runs",
  run: "runs",
  transfers: "transfers",
  transfer: "transfers",
  collection: "transfers",
  access: "access",
  accounts: "accounts",
  settings: "settings",
};

export function belongsTo(place: Place, screen: Screen): boolean {
  return HOMES[place.screen] === screen.place.screen;
}
