// Times are milliseconds since 1970. Functions take `now`, so that the caller decides when they update.
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The time zone that times are shown in. */
export type Clock = "local" | "utc";

const formats = (clock: Clock) => {
  const timeZone = clock === "utc" ? "UTC" : undefined;
  const parts = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-US", { ...options, timeZone });
  return {
    clock: parts({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    clockSeconds: parts({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
    weekday: parts({ weekday: "short" }),
    year: parts({ year: "numeric" }),
    monthDay: parts({ month: "short", day: "numeric" }),
    monthDayYear: parts({ month: "short", day: "numeric", year: "numeric" }),
    full: parts({
      weekday: "short",
      month: "short",
      day: "numeric",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
      timeZoneName: "short",
    }),
  };
};

let current = formats("local");

/** Shows all times in this time zone from now on. */
export function setClock(clock: Clock): void {
  current = formats(clock);
}

/** `just now`, `12 s ago`, `4 min ago`, `3 h ago`, `2 d ago`. */
export function ago(then: number, now: number): string {
  const age = Math.max(0, now - then);
  if (age < 2 * SECOND) return "just now";
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s ago`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`;
  return `${Math.floor(age / DAY)} d ago`;
}

/** Time until something ends: `in 31 h`, `in 12 min`, `now`. */
export function left(until: number, now: number): string {
  const rest = until - now;
  if (rest < MINUTE) return "now";
  if (rest < 2 * HOUR) return `in ${Math.floor(rest / MINUTE)} min`;
  if (rest < 3 * DAY) return `in ${Math.floor(rest / HOUR)} h`;
  return `in ${Math.floor(rest / DAY)} d`;
}

/** For a column: an age if recent, else a date. */
export function since(then: number, now: number): string {
  const age = now - then;
  if (age < 5 * MINUTE) return "just now";
  return age < 7 * DAY ? ago(then, now) : date(then, now);
}

/** For a column: `11:02` today, `Mon 11:02` within a week, else the date. */
export function moment(then: number, now: number): string {
  const day = dayOf(then, now);
  return day.isClose ? `${day.words} ${current.clock.format(then)}`.trim() : day.words;
}

/** For a log, to the second: `11:02:07` today, `Mon 11:02:07` within a week, else `Nov 12 11:02:07`. */
export function clockTime(then: number, now: number): string {
  return `${dayOf(then, now).words} ${current.clockSeconds.format(then)}`.trim();
}

/** Empty for today, the weekday within a week, else the date. `isClose` is false only for the date. */
function dayOf(then: number, now: number): { words: string; isClose: boolean } {
  if (current.monthDayYear.format(then) === current.monthDayYear.format(now)) return { words: "", isClose: true };
  if (Math.abs(now - then) < 6 * DAY) return { words: current.weekday.format(then), isClose: true };
  return { words: date(then, now), isClose: false };
}

/** `Nov 12`, with the year unless it's the current one. */
export function date(then: number, now: number): string {
  const sameYear = current.year.format(then) === current.year.format(now);
  return (sameYear ? current.monthDay : current.monthDayYear).format(then);
}

/** Date, time and time zone, for tooltips. */
export function absolute(then: number): string {
  return current.full.format(then);
}

/** `48 s`, `48 m 02 s`, `3 h 05 m`, `2 d 04 h`. */
export function duration(length: number): string {
  const span = Math.max(0, length);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} m ${two((span % MINUTE) / SECOND)} s`;
  if (span < DAY) return `${Math.floor(span / HOUR)} h ${two((span % HOUR) / MINUTE)} m`;
  return `${Math.floor(span / DAY)} d ${two((span % DAY) / HOUR)} h`;
}

/** A stopwatch: `0:07`, `12:40`. */
export function elapsed(length: number): string {
  const seconds = Math.floor(Math.max(0, length) / SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
