// A stopped clock, so that a scene always looks the same.
const True = Date;

/** Used until a recording sets its own time. */
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
