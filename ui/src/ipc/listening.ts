/** Several subscriptions as one. Ending it also ends those still being set up. */
export function listening(...starting: Promise<() => void>[]): () => void {
  let ended = false;
  const stops: (() => void)[] = [];
  for (const start of starting) {
    void start.then((stop) => {
      if (ended) stop();
      else stops.push(stop);
    });
  }
  return () => {
    ended = true;
    for (const stop of stops) stop();
  };
}
