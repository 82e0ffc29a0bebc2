// Shows every screen without a shell: /dev/?flows, /dev/?waiting-code, … `npm run dev` serves it.
import "./clock";
import { invent } from "./invented";
import * as player from "./player";
import { replay } from "./replay";
import { scenes } from "./table";

declare global {
  /** Whether the page still shows the last thing that the scene waited for. */
  var stands: () => boolean;
}

const name = location.search.slice(1);
const found = scenes.get(name);

async function show({ sitting, scene }: NonNullable<typeof found>): Promise<void> {
  if (sitting) await replay(sitting, scene);
  else invent(name);
  await import("../src/main");
  // The window may take a while to reach its place.
  await player.settled();
  for (const step of scene.steps) {
    await player.play(step);
    await player.settled();
  }
  globalThis.stands = () => player.stands(scene.steps);
}

function list(): void {
  const list = document.createElement("ul");
  for (const each of scenes.keys()) {
    const link = document.createElement("a");
    link.href = `?${each}`;
    link.textContent = each;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  document.body.append(list);
}

// For tests that look at the page.
const { dataset } = document.documentElement;
if (found) {
  show(found).then(
    () => {
      dataset.shown = name;
    },
    (error) => {
      dataset.failed = String(error);
    },
  );
} else {
  list();
}
