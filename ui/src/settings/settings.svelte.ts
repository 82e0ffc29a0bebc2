import { live } from "../frame/live.svelte";
import { type Choices, commands, type Pause, type Problem, type Settings } from "../ipc";
import { equal } from "../list/equal";
import { unexpected } from "../problem/text";

/** Those with a field that says itself why it was refused. */
const TEXTS = ["browserCommand", "clientId", "relay"] as const;
export type TextKey = (typeof TEXTS)[number];

/** The settings as they hold. Every change is saved at once, or refused and named. */
export class SettingsState {
  current = $state.raw<Settings | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** The setting that was changed last, and what became of it. */
  last = $state.raw<{ key: keyof Choices; refused: Problem | null } | null>(null);

  /** Why the last change was refused, unless its own field says so. */
  get refused(): Problem | null {
    return TEXTS.some((key) => key === this.last?.key) ? null : (this.last?.refused ?? null);
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      const answer = await commands.settings();
      if (answer.status === "ok") this.current = answer.data;
      else this.problem = answer.error;
    } catch (error) {
      this.problem = unexpected("The settings could not be read.", error);
    }
  }

  change<Key extends keyof Choices>(key: Key, value: Choices[Key]): Promise<void> {
    return this.#save(key, { [key]: value });
  }

  /** Whether any of these is not as it is where nothing was set. */
  differs(keys: (keyof Choices)[]): boolean {
    const { current } = this;
    return current !== null && keys.some((key) => !equal(current.choices[key], current.defaults[key]));
  }

  /** As where nothing was set. */
  reset(keys: (keyof Choices)[]): Promise<void> {
    const { current } = this;
    const [first] = keys;
    if (!current || !first) return Promise.resolve();
    return this.#save(first, Object.fromEntries(keys.map((key) => [key, current.defaults[key]])));
  }

  async #save(key: keyof Choices, change: Partial<Choices>): Promise<void> {
    if (!this.current) return;
    let refused: Problem | null = null;
    try {
      const answer = await commands.saveSettings({ ...this.current.choices, ...change });
      if (answer.status === "ok") this.current = answer.data;
      else refused = answer.error;
    } catch (error) {
      refused = unexpected("The setting was not saved.", error);
    }
    this.last = { key, refused };
    live.say(refused ? `${refused.what} ${refused.meaning}` : "Saved.");
  }

  async pause(pause: Pause): Promise<void> {
    const answer = await commands.pauseNotifications(pause);
    if (answer.status === "ok") this.current = answer.data;
    else this.problem = answer.error;
  }
}
