import { setClock } from "../format/time";
import { type Appearance, commands } from "../ipc";

const COMFORTABLE = 36;
const COMPACT = 28;

let density = $state<Appearance["density"]>("comfortable");

/** Makes the page look so; frame and zoom are the shell's. */
export function wear({ theme, density: wanted, reduceMotion, clock }: Partial<Appearance>): void {
  const { dataset } = document.documentElement;
  dataset.theme = theme;
  dataset.density = wanted;
  dataset.motion = reduceMotion ? "reduced" : "";
  density = wanted ?? "comfortable";
  setClock(clock ?? "local");
}

/** As the person set it. Without an answer it looks as always. */
export async function dress(): Promise<void> {
  try {
    wear(await commands.appearance());
  } catch {
    // Nothing is lost but the looks.
  }
}

/** The height of a list's row, in pixels; the same as `--row`. */
export function rowHeight(): number {
  return density === "compact" ? COMPACT : COMFORTABLE;
}
