import { commands, events, type Place } from "../ipc";
import { equal } from "../ipc/equal";
import { onScreen } from "../reading/onscreen";

/** How many steps back are remembered. */
const STEPS = 100;

/** The current place and the way back. The shell remembers the place while the window is closed. */
export class Places {
  current = $state.raw<Place>({ screen: "flows" });
  #before: Place[] = [];
  #after: Place[] = [];
  /** Whether you or a link went somewhere, so that the last place no longer matters. */
  #went = false;

  /** Follows links, the tray and notifications, and starts where the window was. */
  async follow(): Promise<() => void> {
    onScreen.goes(null);
    const stop = await events.placeOpened.listen(({ payload }) => this.go(payload));
    const first = await commands.currentPlace();
    if (!this.#went) this.current = first;
    onScreen.goes(this.current);
    return stop;
  }

  go(place: Place): void {
    this.#went = true;
    if (equal(place, this.current)) return;
    this.#before = [...this.#before, this.current].slice(-STEPS);
    this.#after = [];
    this.#take(place);
  }

  back(): void {
    const place = this.#before.pop();
    if (!place) return;
    this.#after.push(this.current);
    this.#take(place);
  }

  forward(): void {
    const place = this.#after.pop();
    if (!place) return;
    this.#before.push(this.current);
    this.#take(place);
  }

  #take(place: Place): void {
    this.current = place;
    onScreen.goes(place);
  }
}
