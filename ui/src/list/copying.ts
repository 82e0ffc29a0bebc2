import { copy } from "../frame/clipboard";
import type { Link, Linked } from "../frame/links";
import type { MenuItem } from "./menu";

/** What shows it in a terminal, with the Globus CLI. */
const COMMANDS: Record<Linked, string> = {
  flows: "globus flows show",
  runs: "globus flows run show",
  transfers: "globus task show",
};

/** The ways to take things along; of several, one stands in each line. `name`: what the only one is called. */
export function copying(what: Linked, ids: string[], name: string | null, link: Link): MenuItem[] {
  const count = ids.length;
  const item = (one: string, many: string, shortcut: MenuItem["shortcut"], text: (id: string) => string): MenuItem => ({
    label: `Copy ${count === 1 ? one : many}`,
    shortcut,
    run: () => void copy(ids.map(text).join("\n"), name && count === 1 ? `the ${one} of ${name}` : `${count} ${many}`),
  });
  return [
    item("ID", "IDs", "copy", (id) => id),
    item("link", "links", "copyLink", (id) => link(what, id)),
    item("CLI command", "CLI commands", "copyCommand", (id) => `${COMMANDS[what]} ${id}`),
  ];
}
