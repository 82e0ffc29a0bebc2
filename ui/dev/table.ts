// The table of scenes: those with a recording, and those that are invented.
import invented from "./invented.json";
import type { Step } from "./player";

/** A scene in its sitting. tests/scenes/table.rs describes each field. */
export type Scene = { name: string; of?: string; keepBack?: string[]; steps: Step[] };
type Sitting = { scenes: Scene[] };

const sittings = import.meta.glob<Sitting>("./scenes/*.json", { eager: true, import: "default" });

/** Scenes by name, with the sitting in which each was recorded. Invented ones have none. */
export const scenes = new Map<string, { sitting?: string; scene: Scene }>();

for (const [path, { scenes: found }] of Object.entries(sittings)) {
  const sitting = path.replace(/^.*\/|\.json$/g, "");
  for (const scene of found) scenes.set(scene.name, { sitting, scene });
}
for (const scene of invented) scenes.set(scene.name, { scene });
