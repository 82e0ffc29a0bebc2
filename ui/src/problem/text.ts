import type { Problem } from "../ipc";

/** A problem as lines, for a mail to whoever helps. */
export function asText(problem: Problem): string {
  const details = problem.details.map(({ label, value }) => `${label}: ${value}`);
  return [problem.what, problem.meaning, ...details].filter(Boolean).join("\n");
}

/** The person stopped waiting. */
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

/** Something failed on this side of the shell, so nobody worded it. */
export function unexpected(what: string, error: unknown): Problem {
  return {
    tone: "error",
    what,
    meaning: "Something inside Meridian failed. Nothing on Globus was changed.",
    fix: { action: "retry", label: "Try again" },
    otherwise: null,
    need: null,
    details: [{ label: "Message", value: error instanceof Error ? error.message : String(error) }],
  };
}
