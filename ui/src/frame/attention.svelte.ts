import { type Attention, commands, events } from "../ipc";

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

  /** How many runs or transfers need you. */
  waiting(screen: "run" | "transfer"): number {
    return (this.current?.needsYou ?? []).filter((item) => item.place.screen === screen).length;
  }
}
