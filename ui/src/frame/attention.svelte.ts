import { type Attention, commands, events, type Known } from "../ipc";
import type { Screen } from "./screens";

/** What needs you and what is in progress, as the shell last saw it. */
export class AttentionState {
  current = $state.raw<Attention | null>(null);

  /** Listens, then asks once. An event that arrives in between is newer than the answer. */
  async follow(): Promise<() => void> {
    const stop = await events.attentionChanged.listen(({ payload }) => {
      this.current = payload;
    });
    const first = await commands.attention();
    this.current ??= first;
    return stop;
  }

  /** What is known about the work that a screen shows. */
  of({ place }: Screen): Known | null {
    if (place.screen === "runs") return this.current?.runs ?? null;
    if (place.screen === "transfers") return this.current?.transfers ?? null;
    if (place.screen === "access") return this.current?.permissions ?? null;
    return null;
  }
}
