import { createSubscriber } from "svelte/reactivity";

/** The current time as state. It ticks every second while something on a visible page reads it. */
const subscribe = createSubscriber((update) => {
  const tick = () => {
    if (!document.hidden) update();
  };
  const timer = setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  };
});

export function now(): number {
  subscribe();
  return Date.now();
}
