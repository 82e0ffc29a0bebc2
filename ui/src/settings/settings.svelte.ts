import { type Choices, commands, events, type Pause, type Problem, type Settings } from "../ipc";
import { equal } from "../ipc/equal";
import { listening } from "../ipc/listening";
import { live } from "../page/live.svelte";
import { unexpected } from "../problem/text";

/** Settings whose own field shows why a change was refused. */
const TEXTS = ["browserCommand", "clientId", "relay"] as const;
export type TextKey = (typeof TEXTS)[number];

type Change = (now: Choices, defaults: Choices) => Partial<Choices>;

/** The settings in effect. Every change is saved at once, or refused with a reason. */
export class SettingsState {
  /** Resolves once the previous change has been saved or refused. */
  #before: Promise<void> = Promise.resolve();
  current = $state.raw<Settings | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** The last changed setting, and why it was refused, if it was. */
  last = $state.raw<{ key: keyof Choices; refused: Problem | null } | null>(null);

  /** Why the last change was refused, unless its own field shows it. */
  get refused(): Problem | null {
    return TEXTS.some((key) => key === this.last?.key) ? null : (this.last?.refused ?? null);
  }

  /**
   * Loads the settings now, and again whenever they change, including in the tray. Returns a function that stops this.
   */
  follow(): () => void {
    const load = () => this.#next(() => this.load());
    const started = events.settingsChanged.listen(() => void load());
    void started.then(load);
    return listening(started);
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      const answer = await commands.settings();
      // Only a change knows whether the app can start at login.
      const { startAtLoginProblem = null } = this.current ?? {};
      if (answer.status === "ok") this.current = { ...answer.data, startAtLoginProblem };
      else this.problem = answer.error;
    } catch (error) {
      this.problem = unexpected("The settings couldn't be loaded.", error);
    }
  }

  change<Key extends keyof Choices>(key: Key, value: Choices[Key]): Promise<void> {
    return this.adjust(key, () => value);
  }

  /** Changes part of a setting. */
  adjust<Key extends keyof Choices>(key: Key, next: (now: Choices[Key]) => Choices[Key]): Promise<void> {
    return this.#save(key, (now) => ({ [key]: next(now[key]) }));
  }

  /** Whether any of these differs from its default. */
  differs(keys: (keyof Choices)[]): boolean {
    const { current } = this;
    return current !== null && keys.some((key) => !equal(current.choices[key], current.defaults[key]));
  }

  /** Puts these back to their defaults. */
  reset(keys: (keyof Choices)[]): Promise<void> {
    const [first] = keys;
    if (!first) return Promise.resolve();
    return this.#save(first, (_, defaults) => Object.fromEntries(keys.map((key) => [key, defaults[key]])));
  }

  #save(key: keyof Choices, change: Change): Promise<void> {
    return this.#next(() => this.#saveNow(key, change));
  }

  /** One change at a time: one that starts from older settings would undo the previous one. */
  #next(change: () => Promise<void>): Promise<void> {
    this.#before = this.#before.then(change);
    return this.#before;
  }

  async #saveNow(key: keyof Choices, change: Change): Promise<void> {
    if (!this.current) return;
    const { choices, defaults } = this.current;
    let refused: Problem | null = null;
    try {
      const answer = await commands.saveSettings({ ...choices, ...change(choices, defaults) });
      if (answer.status === "ok") this.current = answer.data;
      else refused = answer.error;
    } catch (error) {
      refused = unexpected("The setting couldn't be saved.", error);
    }
    this.last = { key, refused };
    live.say(refused ? `${refused.what} ${refused.meaning}` : "Saved.");
  }

  pause(pause: Pause): Promise<void> {
    return this.#next(() => this.#pauseNow(pause));
  }

  async #pauseNow(pause: Pause): Promise<void> {
    try {
      const answer = await commands.pauseNotifications(pause);
      if (answer.status === "ok") this.current = answer.data;
      else this.problem = answer.error;
    } catch (error) {
      this.problem = unexpected("Notifications couldn't be paused.", error);
    }
  }
}
