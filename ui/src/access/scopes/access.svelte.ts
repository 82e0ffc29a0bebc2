import { type Access, commands, events, type Problem, type ScopeRow, type ScopesGranted } from "../../ipc";
import { listening } from "../../ipc/listening";
import { Reading } from "../../reading/reading.svelte";
import { forTask, lines, tasks, toAsk } from "./rows";

/** The permissions as last checked, which lines are collapsed, and which are selected. */
export class AccessState {
  readonly reading = new Reading<object, Access>({ service: "Globus Auth", ask: commands.readAccess }, {});
  /** Why the last request could not be sent. */
  refused = $state.raw<Problem | null>(null);
  folded = $state.raw<ReadonlySet<string>>(new Set());
  /** By the line's key. */
  chosen = $state.raw<ReadonlyMap<string, ScopeRow>>(new Map());
  /** The result of the last request in the browser. */
  outcome = $state.raw<ScopesGranted | null>(null);

  /** The last request. */
  #asked: string[] = [];

  /** What you want to do; null for everything Meridian does. */
  task = $state<string | null>(null);

  readonly access = $derived(this.reading.value);
  readonly tasks = $derived(tasks(this.access?.groups ?? []));
  readonly #groups = $derived.by(() => {
    const groups = this.access?.groups ?? [];
    return this.task === null ? groups : forTask(groups, this.task);
  });
  readonly lines = $derived(lines(this.#groups, this.folded));
  /** The permissions that this is missing. */
  readonly lacking = $derived(this.task === null ? [] : toAsk(this.#groups));
  /** The selected permissions, without duplicates. */
  readonly asks = $derived([...new Set([...this.chosen.values()].map((row) => row.asks))]);

  open(): () => void {
    const close = this.reading.open();
    const stop = listening(
      events.scopesGranted.listen(({ payload }) => {
        this.outcome = payload;
        if (!payload.problem) this.chosen = new Map();
        this.check();
      }),
    );
    return () => {
      stop();
      close();
    };
  }

  check(): void {
    void this.reading.refresh();
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
    this.#asked = asks;
    const answer = await commands.grantScopes(asks);
    this.refused = answer.status === "error" ? answer.error : null;
  }

  /** Sends the last request again. */
  grantAgain(): Promise<void> {
    return this.grant(this.#asked);
  }
}
