import { setClock } from "../format/time";
import { type Appearance, commands } from "../ipc";

const COMFORTABLE = 36;
const COMPACT = 28;

let density = $state<Appearance["density"]>("comfortable");

/** Whether the system asks for more contrast. */
const asked = matchMedia("(prefers-contrast: more)");

/** Makes the page look so; frame and zoom are the shell's. */
export function wear(appearance: Partial<Appearance>): void {
  const { theme, density: wanted, moreContrast, reduceMotion, clock } = appearance;
  const { dataset } = document.documentElement;
  const contrast = () => {
    dataset.contrast = moreContrast || asked.matches ? "more" : "";
  };
  contrast();
  asked.onchange = contrast;
  dataset.theme = theme;
  dataset.density = wanted;
  dataset.motion = reduceMotion ? "reduced" : "";
  density = wanted ?? "comfortable";
  setClock(clock ?? "local");
}

/** As the person set it. Without an answer it looks as the system does. */
export async function dress(): Promise<void> {
  try {
    wear(await commands.appearance());
  } catch {
    wear({});
  }
}

/** The height of a list's row, in pixels; the same as `--row`. */
export function rowHeight(): number {
  return density === "compact" ? COMPACT : COMFORTABLE;
}
