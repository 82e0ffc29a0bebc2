import ArrowLeftRight from "@lucide/svelte/icons/arrow-left-right";
import Ban from "@lucide/svelte/icons/ban";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import CircleDashed from "@lucide/svelte/icons/circle-dashed";
import CirclePause from "@lucide/svelte/icons/circle-pause";
import CircleQuestionMark from "@lucide/svelte/icons/circle-question-mark";
import CircleX from "@lucide/svelte/icons/circle-x";
import Hand from "@lucide/svelte/icons/hand";
import Play from "@lucide/svelte/icons/play";
import TriangleAlert from "@lucide/svelte/icons/triangle-alert";
import type { Component } from "svelte";
import type { StatusKey } from "../ipc";

export type Tone = "muted" | "run" | "warn" | "paused" | "ok" | "err";
export type Look = {
  icon: Component<Record<string, unknown>>;
  tone: Tone;
  /** chip: filled, needs you. dot: done, but worth a look. dashed: unknown. */
  mark?: "chip" | "dot" | "dashed";
};

const UNKNOWN: Look = { icon: CircleQuestionMark, tone: "muted", mark: "dashed" };

/** A run, which moves nothing from one side to the other. */
const RUNNING: Look = { icon: Play, tone: "run" };

const LOOKS: Record<StatusKey, Look> = {
  queued: { icon: CircleDashed, tone: "muted" },
  active: { icon: ArrowLeftRight, tone: "run" },
  retrying: { icon: TriangleAlert, tone: "warn" },
  paused: { icon: CirclePause, tone: "paused" },
  needsYou: { icon: Hand, tone: "warn", mark: "chip" },
  done: { icon: CircleCheck, tone: "ok" },
  doneGaps: { icon: CircleCheck, tone: "ok", mark: "dot" },
  failed: { icon: CircleX, tone: "err" },
  canceled: { icon: Ban, tone: "muted" },
  unknown: UNKNOWN,
};

/** A key from a newer shell looks unknown; it never passes for another. */
export function look({ key, word }: { key: string; word: string }): Look {
  if (key === "active" && word === "Running") return RUNNING;
  return Object.hasOwn(LOOKS, key) ? LOOKS[key as StatusKey] : UNKNOWN;
}

const LIVE: ReadonlySet<string> = new Set<StatusKey>(["queued", "active", "retrying", "paused", "needsYou"]);

/** Whether it hasn't finished, so that its progress is worth a bar. */
export function isLive(key: string): boolean {
  return LIVE.has(key);
}

/** Splits `Retrying – permission denied` into two lines. */
export function split(word: string): { state: string; reason: string | null } {
  const [state = word, ...rest] = word.split(" – ");
  return { state, reason: rest.join(" – ") || null };
}
