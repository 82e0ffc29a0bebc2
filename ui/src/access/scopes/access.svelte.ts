import { type Access, commands, events, type Problem, type ScopeRow, type ScopesGranted } from "../../ipc";
import { unexpected } from "../../problem/text";
import { forTask, lines, tasks, toAsk } from "./rows";

/** The permissions as they were last checked, what is folded, and what is chosen to be asked for. */
export class AccessState {
  access = $state.raw<Access | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  folded = $state.raw<ReadonlySet<string>>(new Set());
  /** By the line's key. */
  chosen = $state.raw<ReadonlyMap<string, ScopeRow>>(new Map());
  /** What came of the last trip to the browser. */
  outcome = $state.raw<ScopesGranted | null>(null);

  /** What somebody wants to do; null: everything that the app does. */
  task = $state<string | null>(null);

  readonly tasks = $derived(tasks(this.access?.groups ?? []));
  readonly #groups = $derived.by(() => {
    const groups = this.access?.groups ?? [];
    return this.task === null ? groups : forTask(groups, this.task);
  });
  readonly lines = $derived(lines(this.#groups, this.folded));
  /** What the task lacks. */
  readonly lacking = $derived(this.task === null ? [] : toAsk(this.#groups));
  /** What is asked for, each once. */
  readonly asks = $derived([...new Set([...this.chosen.values()].map((row) => row.asks))]);

  open(): () => void {
    const listening = events.scopesGranted.listen(({ payload }) => {
      this.outcome = payload;
      if (!payload.problem) this.chosen = new Map();
      void this.check();
    });
    void this.check();
    return () => void listening.then((stop) => stop());
  }

  async check(): Promise<void> {
    this.busy = true;
    try {
      const answer = await commands.readAccess();
      if (answer.status === "ok") this.access = answer.data;
      this.problem = answer.status === "error" ? answer.error : null;
    } catch (error) {
      this.problem = unexpected("The permissions could not be checked.", error);
    }
    this.busy = false;
  }

  fold(key: string, fold: boolean): void {
    const folded = new Set(this.folded);
    if (fold) folded.add(key);
    else folded.delete(key);
    this.folded = folded;
  }

  choose(key: string, row: ScopeRow): void {
    if (!row.canAsk) return;
    const chosen = new Map(this.chosen);
    if (!chosen.delete(key)) chosen.set(key, row);
    this.chosen = chosen;
  }

  async grant(asks: string[]): Promise<void> {
    this.outcome = null;
    if (asks.length === 0) return;
    const answer = await commands.grantScopes(asks);
    if (answer.status === "error") this.problem = answer.error;
  }
}
