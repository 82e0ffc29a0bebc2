// The one polite live region. Only changes of state are said, never every poll.

const QUIET = 10_000;

export type Told = { text: string; done: boolean };

class Live {
  text = $state("");
  /** What is to be seen for a moment, besides being said. */
  told = $state.raw<Told | null>(null);
  /** The same outside the state, so that an effect may speak without depending on what was said. */
  #last = "";
  #mentionedAt = Number.NEGATIVE_INFINITY;

  /** The outcome of something the person just did. */
  say(text: string): void {
    // A repeated text is a new message only if it differs.
    this.#last = text === this.#last ? `${text}\u00a0` : text;
    this.text = this.#last;
  }

  /** The same where nothing else on the screen shows it. `done`: it went as it was meant to. */
  tell(text: string, done = true): void {
    this.told = { text, done };
    this.say(text);
  }

  /** A change that came by itself: one in ten seconds at most. */
  mention(text: string, now = Date.now()): void {
    if (now - this.#mentionedAt < QUIET) return;
    this.#mentionedAt = now;
    this.say(text);
  }
}

export const live = new Live();
