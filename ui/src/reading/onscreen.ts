import { commands, type Place, type ScreenQuery } from "../ipc";
import { equal } from "../ipc/equal";

/** What the window shows. Reports place and query to the shell together, once per change. */
class OnScreen {
  #place: Place | null = null;
  #query: ScreenQuery | null = null;
  #reader: object | null = null;
  #told: { place: Place; query: ScreenQuery | null } | null = null;
  #telling = false;
  /** Reports are sent one at a time, so that the last one counts. */
  #before: Promise<unknown> = Promise.resolve();

  /** Null while the place isn't known yet; nothing is reported before it is. */
  goes(place: Place | null): void {
    this.#place = place;
    this.#tell();
  }

  /** `reader` is on the screen. The shell keeps the answer to this query fresh. */
  reads(reader: object, query: ScreenQuery): void {
    this.#reader = reader;
    this.#query = query;
    this.#tell();
  }

  /** `reader` left the screen. Ignored if another one has taken its place. */
  leaves(reader: object): void {
    if (this.#reader !== reader) return;
    this.#reader = null;
    this.#query = null;
    this.#tell();
  }

  /** Waits for a moment, because a new screen changes both at once. */
  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      if (this.#place === null) return;
      const shown = { place: this.#place, query: this.#query };
      if (equal(shown, this.#told)) return;
      this.#told = shown;
      this.#before = this.#before.then(() => commands.showOnScreen(shown)).catch(() => undefined);
    });
  }
}

export const onScreen = new OnScreen();
