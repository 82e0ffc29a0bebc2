import { type Limited, Paged, STEP } from "../reading/paged.svelte";
import type { Answer } from "../reading/reading.svelte";

export type Numbered<Row> = Row & { id: string };
export type Records<Row> = { rows: Numbered<Row>[]; more: boolean };

type Asking<Row, Query> = {
  service: string;
  ask(query: Query): Promise<Answer<{ rows: Row[]; more: boolean }>>;
  /** What identifies a record; by default its position, for lists that only grow at the end. */
  key?(row: Row): string;
};

/** The first records of a list; more on request. */
export class RecordReading<Row, Query extends Limited = Limited> extends Paged<Query, Records<Row>> {
  constructor({ service, ask, key }: Asking<Row, Query>, first: Omit<Query, "limit">) {
    super(
      {
        service,
        ask: async (query) => {
          const answer = await ask(query);
          if (answer.status === "error") return answer;
          const { rows, more } = answer.data;
          return { status: "ok", data: { rows: numbered(rows, key), more } };
        },
      },
      { ...first, limit: STEP } as Query,
    );
  }
}

/** Reads it again whenever what it belongs to was fetched again. To be called while a component is set up. */
export function refreshedWith(reading: { refresh(): Promise<void> }, fetchedAt: () => number): void {
  let readAt = fetchedAt();
  $effect(() => {
    if (fetchedAt() === readAt) return;
    readAt = fetchedAt();
    void reading.refresh();
  });
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
