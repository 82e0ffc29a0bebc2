import type { Problem } from "../ipc";

/** A problem as lines of text, to send to support. */
export function asText(problem: Problem): string {
  const details = problem.details.map(({ label, value }) => `${label}: ${value}`);
  return [problem.what, problem.meaning, ...details].filter(Boolean).join("\n");
}

/** You stopped waiting. */
export function stopped(service: string): Problem {
  return {
    tone: "neutral",
    what: `You stopped waiting for ${service}.`,
    meaning: "Nothing was changed.",
    fix: { action: "retry", label: "Try again" },
    otherwise: null,
    need: null,
    details: [],
  };
}

/** Something failed in the window itself, so the shell has no words for it. */
export function unexpected(what: string, error: unknown): Problem {
  return {
    tone: "error",
    what,
    meaning: "Something went wrong inside Meridian. Nothing was changed at Globus.",
    fix: { action: "retry", label: "Try again" },
    otherwise: null,
    need: null,
    details: [{ label: "Message", value: error instanceof Error ? error.message : String(error) }],
  };
}
