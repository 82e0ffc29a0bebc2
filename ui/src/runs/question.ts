import { isolated } from "../format/isolated";
import type { Question } from "../ipc";

/** Who may answer, in a sentence; null if nothing is known about it. */
export function whoAnswers({ respondents, mayAnswer }: Question): string | null {
  const names = respondents.map(({ name }) => isolated(name)).join(", ");
  if (!names) return mayAnswer ? null : "You can't answer this question yourself.";
  return mayAnswer ? `Who can answer: ${names}.` : `Who can answer: ${names}. You can't answer it yourself.`;
}
