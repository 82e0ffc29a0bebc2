import { commands, events, type Place } from "../ipc";
import { equal } from "../ipc/equal";
import { onScreen } from "../reading/onscreen";

/** As many steps back as anybody takes. */
const STEPS = 100;

/** Where the person is, and the way back. The shell remembers it while there is no window. */
export class Places {
  current = $state.raw<Place>({ screen: "flows" });
  #before: Place[] = [];
  #after: Place[] = [];

  /** Listens to links, tray and notifications, then goes to where the window was. */
  async follow(): Promise<() => void> {
    let led = false;
    onScreen.goes(null);
    const stop = await events.placeOpened.listen(({ payload }) => {
      led = true;
      this.go(payload);
    });
    const first = await commands.currentPlace();
    if (!led) {
      this.current = first;
      onScreen.goes(first);
    }
    return stop;
  }

  go(place: Place): void {
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
