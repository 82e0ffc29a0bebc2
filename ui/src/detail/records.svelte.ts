import { type Answer, Reading } from "./reading.svelte";

export type Numbered<Row> = Row & { id: string };
export type Records<Row> = { rows: Numbered<Row>[]; more: boolean };

const STEP = 100;

type Asking<Row> = {
  service: string;
  ask(limit: number): Promise<Answer<{ rows: Row[]; more: boolean }>>;
  /** What tells a record from others; none: its place, for lists that only grow at their end. */
  key?(row: Row): string;
};

/** The first so many records of something; more on request. */
export class RecordReading<Row> extends Reading<Records<Row>> {
  #limit = STEP;

  constructor({ service, ask, key }: Asking<Row>) {
    super({
      service,
      ask: async () => {
        const answer = await ask(this.#limit);
        if (answer.status === "error") return answer;
        const { rows, more } = answer.data;
        return { status: "ok", data: { rows: numbered(rows, key), more } };
      },
    });
  }

  more(): void {
    this.#limit += STEP;
    void this.refresh();
  }

  /** Far more at once, for whoever wants to see the end. */
  farther(): void {
    this.#limit *= 2;
    void this.refresh();
  }
}

function numbered<Row>(rows: Row[], key?: (row: Row) => string): Numbered<Row>[] {
  const seen = new Map<string, number>();
  return rows.map((row, index) => {
    const base = key ? key(row) : String(index);
    const times = (seen.get(base) ?? 0) + 1;
    seen.set(base, times);
    return { ...row, id: times === 1 ? base : `${base} ${times}` };
  });
}
