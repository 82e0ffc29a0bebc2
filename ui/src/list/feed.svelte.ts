import { events, type Problem } from "../ipc";
import { stopped, unexpected } from "../problem/text";
import { equal } from "./equal";
import { hasLeft, leave } from "./leave";
import { listening } from "./listening";
import { Selection } from "./selection.svelte";

export type Page = { rows: { id: string }[]; more: boolean; fetchedAt: number };
export type Query = { limit: number };
type Answer<List> = { status: "ok"; data: List } | { status: "error"; error: Problem };
type Refreshed<Asked, List> = { payload: { query: Asked; list: List | null; problem: Problem | null } };

export type Source<Asked, List> = {
  /** "Globus Flows", for sentences. */
  service: string;
  ask(query: Asked): Promise<Answer<List>>;
  listen(hear: (event: Refreshed<Asked, List>) => void): Promise<() => void>;
};

const STEP = 100;

/** One list: what is asked, what came, and what went wrong since. Rows stay until better ones come. */
export class Feed<Asked extends Query, List extends Page> {
  query = $state.raw<Asked>() as Asked;
  list = $state.raw<List | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** When the question under way was asked. */
  askedAt = $state<number | null>(null);
  /** The chosen row, by id; it stays chosen while the list is not on the screen. */
  chosen = $state<string | null>(null);
  /** Several that are chosen together. */
  readonly selection = new Selection();
  /** What the rows are an answer to. */
  #answered = $state.raw<Asked | null>(null);
  #turn = 0;

  constructor(
    readonly source: Source<Asked, List>,
    first: Asked,
  ) {
    this.query = first;
  }

  /** The rows are of an older question. */
  get behind(): boolean {
    return this.list !== null && !this.#sameRows(this.query);
  }

  /** The list comes on the screen; the answer takes it off. */
  open(): () => void {
    const stop = listening(
      this.source.listen(({ payload }) => this.#hear(payload)),
      events.actionEnded.listen(() => void this.refresh()),
    );
    void this.refresh();
    return () => {
      stop();
      this.#turn += 1;
      this.askedAt = null;
      leave();
    };
  }

  /** Asks something else; a new filter starts again with the first hundred. */
  ask(change: Partial<Asked>): void {
    const next = { ...this.query, limit: STEP, ...change };
    if (equal(next, this.query)) return;
    this.query = next;
    this.problem = null;
    if (!this.#sameRows(next)) this.selection.clear();
    void this.refresh();
  }

  more(): void {
    this.ask({ limit: this.query.limit + STEP } as Partial<Asked>);
  }

  /** The person waits no longer; an answer that comes after all is dropped. */
  cancel(): void {
    this.#turn += 1;
    this.askedAt = null;
    leave();
    this.#fail(stopped(this.source.service));
  }

  async refresh(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const query = this.query;
    this.askedAt = Date.now();
    let answer: Answer<List>;
    try {
      await hasLeft();
      answer = await this.source.ask(query);
    } catch (error) {
      answer = { status: "error", error: unexpected("The list could not be read.", error) };
    }
    if (turn !== this.#turn) return;
    this.askedAt = null;
    if (answer.status === "ok") this.#take(query, answer.data);
    else this.#fail(answer.error);
  }

  #hear({ query, list, problem }: Refreshed<Asked, List>["payload"]): void {
    if (!equal(query, this.query)) return;
    if (list) this.#take(query, list);
    if (problem) this.#fail(problem);
  }

  #take(query: Asked, list: List): void {
    const older = this.list !== null && equal(query, this.#answered) && list.fetchedAt < this.list.fetchedAt;
    if (older) return;
    this.list = list;
    this.#answered = query;
    this.problem = null;
  }

  /** Rows stay, unless they answer another question. */
  #fail(problem: Problem): void {
    if (!this.#sameRows(this.query)) this.list = null;
    this.problem = problem;
  }

  /** Asking for more of the same is the same question. */
  #sameRows(query: Asked): boolean {
    return this.#answered !== null && equal({ ...query, limit: 0 }, { ...this.#answered, limit: 0 });
  }
}
