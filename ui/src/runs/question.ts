import type { Detail, Person, Problem } from "../ipc";

/** What a run asks a person. */
export type Question = {
  /** In one line: "Publish these results?" */
  title: string;
  /** More about it. */
  text: string | null;
  /** The same as a table. */
  rows: Detail[];
  options: { label: string; description: string | null }[];
  /** Who may answer; empty if that isn't known. */
  respondents: Person[];
  /** Whether the person at this computer is one of them. */
  mayAnswer: boolean;
};

/** What a run adds while it waits for an answer: its question, or why that can't be read. */
export type Asking = { question?: Question | null; questionProblem?: Problem | null };

/** Who may answer, in a sentence; null if nothing is known about it. */
export function whoAnswers({ respondents, mayAnswer }: Question): string | null {
  const names = respondents.map(({ name }) => name).join(", ");
  if (!names) return mayAnswer ? null : "You can't answer this question yourself.";
  return mayAnswer ? `Who can answer: ${names}.` : `Who can answer: ${names}. You can't answer it yourself.`;
}
