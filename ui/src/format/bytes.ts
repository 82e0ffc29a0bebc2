const UNITS = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
const exact = new Intl.NumberFormat("en-US");

/** In decimal units, with at most three digits: `48 GB`, `1.1 GB`, `999 B`. */
export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (unit < UNITS.length - 1 && round(value) >= 1000) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : round(value)} ${UNITS[unit]}`;
}

/** `48,201,113,600 bytes`. */
export function exactBytes(count: number): string {
  return `${exact.format(count)} ${count === 1 ? "byte" : "bytes"}`;
}

export function rate(bytesPerSecond: number): string {
  return `${bytes(Math.round(bytesPerSecond))}/s`;
}

export function count(value: number): string {
  return exact.format(value);
}

/** One decimal below ten, none above, so that columns stay steady. */
function round(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}
