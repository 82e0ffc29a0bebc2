import { copy } from "../page/clipboard";
import type { Linked, Links } from "../page/links";
import type { MenuItem } from "./menu";

/** What shows it in a terminal, with the Globus CLI. */
const COMMANDS: Record<Linked, string> = {
  flows: "globus flows show",
  runs: "globus flows run show",
  transfers: "globus task show",
};

/**
 * The ways to take things along, and to see one on globus.org; of several, one stands in each line.
 * `name`: what the only one is called.
 */
export function elsewhere(what: Linked, ids: string[], name: string | null, links: Links): MenuItem[] {
  const count = ids.length;
  const [id] = ids;
  const { open } = links;
  const item = (one: string, many: string, shortcut: MenuItem["shortcut"], text: (id: string) => string): MenuItem => ({
    label: `Copy ${count === 1 ? one : many}`,
    shortcut,
    run: () => void copy(ids.map(text).join("\n"), name && count === 1 ? `the ${one} of ${name}` : `${count} ${many}`),
  });
  return [
    item("ID", "IDs", "copy", (id) => id),
    item("link", "links", "copyLink", (id) => links.to(what, id)),
    item("CLI command", "CLI commands", "copyCommand", (id) => `${COMMANDS[what]} ${id}`),
    ...(open && id && count === 1 ? [{ label: "Open on globus.org ↗", run: () => open(what, id) }] : []),
  ];
}
