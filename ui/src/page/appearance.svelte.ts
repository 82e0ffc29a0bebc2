import { setClock } from "../format/time";
import { type Appearance, commands } from "../ipc";

const COMFORTABLE = 36;
const COMPACT = 28;

let density = $state<Appearance["density"]>("comfortable");

/** The system setting for more contrast. */
const asked = matchMedia("(prefers-contrast: more)");

/** The setting of the same name in Meridian. */
let isWanted = false;

function updateContrast(): void {
  document.documentElement.dataset.contrast = isWanted || asked.matches ? "more" : "";
}

/** Applies these looks to the page; the shell handles the window frame and the zoom. */
export function applyAppearance(appearance: Partial<Appearance>): void {
  const { theme, density: wanted, moreContrast, reduceMotion, clock } = appearance;
  const { dataset } = document.documentElement;
  isWanted = moreContrast ?? false;
  updateContrast();
  dataset.theme = theme;
  dataset.density = wanted;
  dataset.motion = reduceMotion ? "reduced" : "";
  density = wanted ?? "comfortable";
  setClock(clock ?? "local");
}

/** Applies the saved looks. If they can't be loaded, Meridian looks as the system does. */
export async function loadAppearance(): Promise<void> {
  asked.onchange = updateContrast;
  updateContrast();
  try {
    applyAppearance(await commands.appearance());
  } catch {
    // Only the looks are lost.
  }
}

/** Whether lists are compact: their rows have room for one line only. */
export function isCompact(): boolean {
  return density === "compact";
}

/** The height of a list row in pixels, same as `--row`. */
export function rowHeight(): number {
  return isCompact() ? COMPACT : COMFORTABLE;
}
