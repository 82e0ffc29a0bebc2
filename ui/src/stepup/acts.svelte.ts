import { type Action, commands, events, type Problem } from "../ipc";
import { unexpected } from "../problem/text";

/** What the person does, and what came of the last of it. */
export class Acts {
  /** "Canceled.", for a moment. */
  done = $state.raw<string | null>(null);
  problem = $state.raw<Problem | null>(null);

  /** What needed one more step ends later. */
  follow(): Promise<() => void> {
    return events.actionEnded.listen(({ payload }) => {
      this.done = payload.message;
      this.problem = payload.problem;
    });
  }

  async act(action: Action): Promise<void> {
    this.done = null;
    this.problem = null;
    try {
      const answer = await commands.act(action);
      if (answer.status === "error") this.problem = answer.error;
      else if (answer.data.kind === "done") this.done = answer.data.message;
    } catch (error) {
      this.problem = unexpected("It was not done.", error);
    }
  }

  dismiss(): void {
    this.done = null;
    this.problem = null;
  }
}
