import { type Action, type ActionEnded, commands, events, type Problem } from "../ipc";
import { live } from "../page/live.svelte";
import { unexpected } from "../problem/text";

/** Carries out your actions, and remembers how the last one failed. */
export class Acts {
  problem = $state.raw<Problem | null>(null);
  /** The last action. */
  #last: Action | null = null;
  readonly #ondone: (action: Action) => void;

  constructor(ondone: (action: Action) => void) {
    this.#ondone = ondone;
  }

  /** Follows actions that needed one more step and end later. */
  follow(): Promise<() => void> {
    return events.actionEnded.listen(({ payload }) => this.#end(payload));
  }

  async act(action: Action): Promise<void> {
    this.dismiss();
    this.#last = action;
    try {
      const answer = await commands.act(action);
      if (answer.status === "error") this.#end({ action, message: null, problem: answer.error });
      else if (answer.data.kind === "done") this.#end({ action, message: answer.data.message, problem: null });
    } catch (error) {
      this.problem = unexpected("That didn't work.", error);
    }
  }

  /** Repeats the last action. */
  again(): void {
    if (this.#last) void this.act(this.#last);
  }

  #end({ action, message, problem }: ActionEnded): void {
    this.#last = action;
    this.problem = problem;
    if (message) live.tell(message);
    if (!problem) this.#ondone(action);
  }

  dismiss(): void {
    live.told = null;
    this.problem = null;
  }
}
