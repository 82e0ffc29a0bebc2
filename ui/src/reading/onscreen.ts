import { commands, type Place, type ScreenQuery } from "../ipc";
import { equal } from "../ipc/equal";

/** What the window shows. The shell is told of place and query together, once for each change. */
class OnScreen {
  #place: Place | null = null;
  #query: ScreenQuery | null = null;
  #reader: object | null = null;
  #told: { place: Place; query: ScreenQuery | null } | null = null;
  #telling = false;
  /** One after the other, so that what is told last holds. */
  #before: Promise<unknown> = Promise.resolve();

  /** Null: that is not known yet, and nothing is told before it is. */
  goes(place: Place | null): void {
    this.#place = place;
    this.#tell();
  }

  /** `reader` is on the screen, and its answer to this query is to be kept fresh. */
  reads(reader: object, query: ScreenQuery): void {
    this.#reader = reader;
    this.#query = query;
    this.#tell();
  }

  /** `reader` left the screen, unless another took its place already. */
  leaves(reader: object): void {
    if (this.#reader !== reader) return;
    this.#reader = null;
    this.#query = null;
    this.#tell();
  }

  /** A new screen changes both at once. */
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
