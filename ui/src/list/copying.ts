import { copy } from "../frame/clipboard";
import type { MenuItem } from "./menu";

type Ways = {
  /** "the id of Nightly 88", or "3 ids" without this. */
  name: string | null;
  link: (id: string) => string;
  /** What shows it in a terminal. */
  command: (id: string) => string;
};

/** The ways to take rows along; of several, one stands in each line. */
export function copying(ids: string[], { name, link, command }: Ways): MenuItem[] {
  const count = ids.length;
  const item = (one: string, many: string, shortcut: MenuItem["shortcut"], text: (id: string) => string): MenuItem => ({
    label: `Copy ${count === 1 ? one : many}`,
    shortcut,
    run: () => void copy(ids.map(text).join("\n"), name && count === 1 ? `the ${one} of ${name}` : `${count} ${many}`),
  });
  return [
    item("ID", "IDs", "copy", (id) => id),
    item("link", "links", "copyLink", link),
    item("CLI command", "CLI commands", "copyCommand", command),
  ];
}
