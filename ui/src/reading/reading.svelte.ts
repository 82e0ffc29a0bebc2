import { events, type Problem, type ScreenQuery } from "../ipc";
import { equal } from "../ipc/equal";
import { listening } from "../ipc/listening";
import { stopped, unexpected } from "../problem/text";
import { onScreen } from "./onscreen";

export type Answer<Value> = { status: "ok"; data: Value } | { status: "error"; error: Problem };

/** The outcome of a refresh by the shell. */
export type Heard<Query, Value> = {
  query: Query;
  value: Value | null;
  problem: Problem | null;
  /** The IDs of rows whose status changed. */
  changed?: string[];
};

export type Source<Query, Value> = {
  /** The service it comes from, for sentences: "Globus Flows". */
  service: string;
  ask(query: Query): Promise<Answer<Value>>;
  /** The query that the shell keeps fresh while it is on the screen. */
  kept?(query: Query): ScreenQuery;
  /** Subscribes to refreshes by the shell. */
  listen?(hear: (heard: Heard<Query, Value>) => void): Promise<() => void>;
};

/** Anything that knows when it was loaded. */
export type Dated = { fetchedAt: number };

const age = (value: object): number => ("fetchedAt" in value ? Number(value.fetchedAt) : 0);

/** A query, its last value, and what has gone wrong since. A value stays until a newer one arrives. */
export class Reading<Query extends object, Value extends object> {
  query = $state.raw<Query>() as Query;
  value = $state.raw<Value | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** The IDs of rows whose status changed in the last refresh by the shell. */
  changed = $state.raw<string[]>([]);
  /** When the current request was sent; null if there is none. */
  askedAt = $state<number | null>(null);
  /** The query that the value answers. */
  #answered = $state.raw<Query | null>(null);
  #turn = 0;

  constructor(
    readonly source: Source<Query, Value>,
    first: Query,
  ) {
    this.query = first;
  }

  /** Whether neither a value nor a problem has arrived yet. */
  get waiting(): boolean {
    return this.value === null && this.problem === null;
  }

  get busy(): boolean {
    return this.askedAt !== null;
  }

  /** Whether the value answers an older query. */
  get behind(): boolean {
    return this.value !== null && !this.#fits(this.query);
  }

  /** Call when it appears on screen; call the result when it leaves. */
  open(): () => void {
    const stop = listening(
      ...(this.source.listen ? [this.source.listen((heard) => this.#hear(heard))] : []),
      events.actionEnded.listen(() => void this.refresh()),
    );
    void this.refresh();
    return () => {
      stop();
      this.#end();
    };
  }

  /** Changes the query and sends it, unless nothing changed. */
  ask(change: Partial<Query>): void {
    const next = { ...this.query, ...change };
    if (equal(next, this.query)) return;
    this.query = next;
    this.problem = null;
    void this.refresh();
  }

  /** Stops waiting. An answer that still arrives is dropped. */
  cancel(): void {
    this.#end();
    this.#fail(stopped(this.source.service));
  }

  async refresh(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const query = this.query;
    if (this.source.kept) onScreen.reads(this, this.source.kept(query));
    this.askedAt = Date.now();
    let answer: Answer<Value>;
    try {
      answer = await this.source.ask(query);
    } catch (error) {
      answer = { status: "error", error: unexpected(`${this.source.service} couldn't be loaded.`, error) };
    }
    if (turn !== this.#turn) return;
    this.askedAt = null;
    if (answer.status === "ok") this.#take(query, answer.data);
    else this.#fail(answer.error);
  }

  /** Whether the value of one query also fits the other. */
  protected isSame(one: Query, other: Query): boolean {
    return equal(one, other);
  }

  #fits(query: Query): boolean {
    return this.#answered !== null && this.isSame(query, this.#answered);
  }

  #hear({ query, value, problem, changed }: Heard<Query, Value>): void {
    if (!equal(query, this.query)) return;
    if (value) this.#take(query, value, changed);
    if (problem) this.#fail(problem);
  }

  /** An answer from before an action must not replace one from after it. */
  #take(query: Query, value: Value, changed: string[] = []): void {
    const isOlder = this.value !== null && equal(query, this.#answered) && age(value) < age(this.value);
    if (isOlder) return;
    this.value = value;
    this.changed = changed;
    this.#answered = query;
    this.problem = null;
  }

  /** Keeps the value, unless it answers another query. */
  #fail(problem: Problem): void {
    if (!this.#fits(this.query)) this.value = null;
    this.problem = problem;
  }

  #end(): void {
    this.#turn += 1;
    this.askedAt = null;
    onScreen.leaves(this);
  }
}
