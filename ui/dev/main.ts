// Every screen without a shell: /dev/#flows, /dev/#waiting-code, … (names: scenes.ts). `npm run dev` serves it.
import { mockShell } from "../src/ipc/mock";
import { scenes } from "./scenes";

const name = location.hash.slice(1) || "flows";
const scene = scenes[name];

if (scene) {
  mockShell(scene.shell);
  await import("../src/main");
  await scene.after?.();
  // For whoever takes pictures.
  document.documentElement.dataset.shown = name;
} else {
  const list = document.createElement("ul");
  for (const each of Object.keys(scenes)) {
    const link = document.createElement("a");
    link.href = `#${each}`;
    link.textContent = each;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  document.body.append(list);
}

addEventListener("hashchange", () => location.reload());
