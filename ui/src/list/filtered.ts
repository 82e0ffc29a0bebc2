import { isolated } from "../format/isolated";
/** An empty list because of its filter: what to say, and the button that removes the filter. */
export type Filtered = { nothing: string; clear: string };

/**
 * `No runs match “cryoem”.` For a tab, `tab` says what its emptiness means: `No failed runs.` Null without a filter.
 */
export function filtered(
  what: string,
  text: string,
  tab: { label: string; nothing: string } | null = null,
): Filtered | null {
  if (text) {
    const where = tab ? `${what} in “${tab.label}”` : what;
    return { nothing: `No ${where} match “${isolated(text)}”.`, clear: "Clear filter" };
  }
  return tab && { nothing: tab.nothing, clear: "Show all" };
}
