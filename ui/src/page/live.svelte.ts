// The only live region. It announces changes, not every refresh.

const QUIET = 10_000;

export type Told = { text: string; done: boolean };

class Live {
  text = $state("");
  /** What is also shown for a moment. */
  told = $state.raw<Told | null>(null);
  /** The same outside the state, so that an effect can speak without depending on it. */
  #last = "";
  #mentionedAt = Number.NEGATIVE_INFINITY;

  /** The outcome of something you just did. */
  say(text: string): void {
    // Screen readers ignore a text that stays the same.
    this.#last = text === this.#last ? `${text}\u00a0` : text;
    this.text = this.#last;
  }

  /** The same, also shown, for outcomes that nothing else on screen shows. `done`: it went well. */
  tell(text: string, done = true): void {
    this.told = { text, done };
    this.say(text);
  }

  /** A change you did not make: announced at most once in ten seconds. */
  mention(text: string, now = Date.now()): void {
    if (now - this.#mentionedAt < QUIET) return;
    this.#mentionedAt = now;
    this.say(text);
  }
}

export const live = new Live();
