// The table of scenes: those that replay what the real shell said, and those that cannot.
import invented from "./invented.json";
import type { Step } from "./player";

/** A scene as its sitting has it; tests/scenes/table.rs says what each part means. */
export type Scene = { name: string; of?: string; keepBack?: string[]; steps: Step[] };
type Sitting = { scenes: Scene[] };

const sittings = import.meta.glob<Sitting>("./scenes/*.json", { eager: true, import: "default" });

/** By name: a scene, and the sitting in which it was recorded; none if it is invented. */
export const scenes = new Map<string, { sitting?: string; scene: Scene }>();

for (const [path, { scenes: found }] of Object.entries(sittings)) {
  const sitting = path.replace(/^.*\/|\.json$/g, "");
  for (const scene of found) scenes.set(scene.name, { sitting, scene });
}
for (const scene of invented) scenes.set(scene.name, { scene });
