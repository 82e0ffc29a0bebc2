import { isolated } from "../format/isolated";
import { copy } from "../page/clipboard";
import type { Linked, Links } from "../page/links";
import type { MenuItem } from "./menu";

/** The Globus CLI command that shows each kind. */
const COMMANDS: Record<Linked, string> = {
  flows: "globus flows show",
  runs: "globus flows run show",
  transfers: "globus task show",
};

/**
 * Menu items that copy IDs, links and CLI commands (one per line), and that open a single item on globus.org.
 * `name`: the name of that item, if it is one.
 */
export function elsewhere(what: Linked, ids: string[], name: string | null, links: Links): MenuItem[] {
  const count = ids.length;
  const [id] = ids;
  const { open } = links;
  const item = (one: string, many: string, shortcut: MenuItem["shortcut"], text: (id: string) => string): MenuItem => ({
    label: `Copy ${count === 1 ? one : many}`,
    shortcut,
    run: () =>
      void copy(ids.map(text).join("\n"), name && count === 1 ? `the ${one} of ${isolated(name)}` : `${count} ${many}`),
  });
  return [
    item("ID", "IDs", "copy", (id) => id),
    item("link", "links", "copyLink", (id) => links.to(what, id)),
    item("CLI command", "CLI commands", "copyCommand", (id) => `${COMMANDS[what]} ${id}`),
    ...(open && id && count === 1 ? [{ label: "Open on globus.org ↗", run: () => open(what, id) }] : []),
  ];
}
