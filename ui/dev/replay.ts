// A shell that replays the recorded answers of the real one (tests/scenes/record).
import { emit } from "@tauri-apps/api/event";
import { mockIPC } from "@tauri-apps/api/mocks";
import { putForward, setClock } from "./clock";
import type { Scene } from "./table";

type Answer = { ok: unknown } | { refused: unknown };
type Taped = { name: string; ahead: number; calls: string[]; heard: [string, unknown][] };
type Recording = { now: string; scenes: Taped[]; answers: Record<string, Answer> };

const recordings = import.meta.glob<Recording>("./recorded/*.json", { import: "default" });

/** The requests to the shell, which the player waits for. */
export type Traffic = {
  asked: number;
  pending: number;
  hear: (event: string) => Promise<void>;
  advance: (seconds: number) => void;
};
declare global {
  var scene: Traffic;
}

/** A request without the number that tells several answers to it apart. */
const question = (key: string) => key.replace(/ #\d+$/, "");

/** Answers every command from the recording of a scene. Marks the page if a request wasn't recorded. */
export async function replay(sitting: string, { name, of, keepBack = [] }: Scene): Promise<void> {
  const recording = await recordings[`./recorded/${sitting}.json`]?.();
  const taped = recording?.scenes.find((scene) => scene.name === (of ?? name));
  if (!recording || !taped) throw new Error(`${of ?? name} is not recorded`);
  setClock(Date.parse(recording.now) + taped.ahead * 1000);

  const left = new Map<string, string[]>();
  for (const key of taped.calls) left.set(question(key), [...(left.get(question(key)) ?? []), key]);
  const heard = [...taped.heard];

  const traffic: Traffic = {
    asked: 0,
    pending: 0,
    hear: async (event) => {
      const [, payload] = heard.splice(heard.findIndex(([told]) => told === event) >>> 0, 1)[0] ?? [];
      if (payload === undefined) throw new Error(`no ${event} is recorded`);
      await emit(event, payload);
    },
    advance: putForward,
  };
  globalThis.scene = traffic;

  mockIPC(
    async (command, given) => {
      // A report whose answer doesn't matter.
      if (command === "show_on_screen") return null;
      if (keepBack.includes(command)) return new Promise(() => {});
      traffic.asked += 1;
      const asked = `${command} ${JSON.stringify(given ?? {})}`;
      const keys = left.get(asked);
      // The last answer is used from then on.
      const key = keys && keys.length > 1 ? keys.shift() : keys?.[0];
      const answer = key === undefined ? undefined : recording.answers[key];
      if (!answer) {
        document.documentElement.dataset.unrecorded = asked;
        throw new Error(`not recorded: ${asked}`);
      }
      if ("refused" in answer) throw structuredClone(answer.refused);
      return structuredClone(answer.ok);
    },
    { shouldMockEvents: true },
  );
}
