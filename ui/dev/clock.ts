// A clock that stands still, so that a scene looks the same whenever it is looked at.
const True = Date;

/** Until a recording says when it was made. */
let now = True.parse("2026-11-24T11:00:00Z");

class Stopped extends True {
  constructor(...given: [] | ConstructorParameters<typeof Date>) {
    if (given.length === 0) super(now);
    else super(...(given as [number]));
  }

  static override now(): number {
    return now;
  }
}

globalThis.Date = Stopped as DateConstructor;

export function setClock(time: number): void {
  now = time;
}

export function putForward(seconds: number): void {
  now += seconds * 1000;
}
