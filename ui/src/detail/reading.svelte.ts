import { events, type Problem } from "../ipc";
import { hasLeft, leave } from "../list/leave";
import { listening } from "../list/listening";
import { stopped, unexpected } from "../problem/text";

export type Answer<Value> = { status: "ok"; data: Value } | { status: "error"; error: Problem };

/** Whatever says when it was read. */
export type Dated = { fetchedAt: number };

export type Source<Value> = {
  /** "Globus Flows", for sentences. */
  service: string;
  ask(): Promise<Answer<Value>>;
  /** Of what the shell reads again by itself as long as it is shown. */
  listen?(hear: (value: Value | null, problem: Problem | null) => void): Promise<() => void>;
};

const age = (value: object): number => ("fetchedAt" in value ? Number(value.fetchedAt) : 0);

/** One thing: what came, and what went wrong since. What came stays until something better comes. */
export class Reading<Value extends object> {
  value = $state.raw<Value | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** When the question under way was asked. */
  askedAt = $state<number | null>(null);
  /** What came answers an older question. */
  behind = $state(false);
  #turn = 0;

  constructor(readonly source: Source<Value>) {}

  /** It comes on the screen; the answer takes it off. */
  open(): () => void {
    const stop = listening(
      ...(this.source.listen ? [this.source.listen((value, problem) => this.#hear(value, problem))] : []),
      events.actionEnded.listen(() => void this.refresh()),
    );
    void this.refresh();
    return () => {
      stop();
      this.#end();
    };
  }

  /** The person waits no longer; an answer that comes after all is dropped. */
  cancel(): void {
    this.#end();
    this.#fail(stopped(this.source.service));
  }

  /** Asks for something else: what came is not it, and goes once that cannot be had. */
  anew(): void {
    this.behind = this.value !== null;
    this.problem = null;
    void this.refresh();
  }

  async refresh(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.askedAt = Date.now();
    let answer: Answer<Value>;
    try {
      if (this.source.listen) await hasLeft();
      answer = await this.source.ask();
    } catch (error) {
      answer = { status: "error", error: unexpected("It could not be read.", error) };
    }
    if (turn !== this.#turn) return;
    this.askedAt = null;
    if (answer.status === "error") this.#fail(answer.error);
    else this.#take(answer.data);
  }

  /** What was read before an action must not undo what was read after it. */
  #hear(value: Value | null, problem: Problem | null): void {
    if (value && (this.value === null || age(value) >= age(this.value))) this.#take(value);
    if (problem) this.#fail(problem);
  }

  #take(value: Value): void {
    this.value = value;
    this.behind = false;
    this.problem = null;
  }

  #fail(problem: Problem): void {
    if (this.behind) this.value = null;
    this.behind = false;
    this.problem = problem;
  }

  #end(): void {
    this.#turn += 1;
    this.askedAt = null;
    if (this.source.listen) leave();
  }
}
