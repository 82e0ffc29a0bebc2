import { setClock } from "../format/time";
import { type Appearance, commands } from "../ipc";

const COMFORTABLE = 36;
const COMPACT = 28;

let density = $state<Appearance["density"]>("comfortable");

/** Whether the system asks for more contrast. */
const asked = matchMedia("(prefers-contrast: more)");

/** Whether the person does. */
let isWanted = false;

function heedContrast(): void {
  document.documentElement.dataset.contrast = isWanted || asked.matches ? "more" : "";
}

/** Makes the page look so; frame and zoom are the shell's. */
export function wear(appearance: Partial<Appearance>): void {
  const { theme, density: wanted, moreContrast, reduceMotion, clock } = appearance;
  const { dataset } = document.documentElement;
  isWanted = moreContrast ?? false;
  heedContrast();
  dataset.theme = theme;
  dataset.density = wanted;
  dataset.motion = reduceMotion ? "reduced" : "";
  density = wanted ?? "comfortable";
  setClock(clock ?? "local");
}

/** As the person set it. Without an answer it looks as the system does. */
export async function dress(): Promise<void> {
  asked.onchange = heedContrast;
  heedContrast();
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
