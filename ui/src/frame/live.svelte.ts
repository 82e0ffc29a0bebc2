// The one polite live region. Only changes of state are said, never every poll.

const QUIET = 10_000;

class Live {
  text = $state("");
  /** The same outside the state, so that an effect may speak without depending on what was said. */
  #last = "";
  #mentionedAt = Number.NEGATIVE_INFINITY;

  /** The outcome of something the person just did. */
  say(text: string): void {
    // A repeated text is a new message only if it differs.
    this.#last = text === this.#last ? `${text}\u00a0` : text;
    this.text = this.#last;
  }

  /** A change that came by itself: one in ten seconds at most. */
  mention(text: string, now = Date.now()): void {
    if (now - this.#mentionedAt < QUIET) return;
    this.#mentionedAt = now;
    this.say(text);
  }
}

export const live = new Live();
