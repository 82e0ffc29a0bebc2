import { getContext, setContext } from "svelte";
import { commands, type SignedIn, type WebPages } from "../ipc";

export type Linked = "flows" | "runs" | "transfers";

const SCREENS = { flows: "flow", runs: "run", transfers: "transfer" } as const;

/** A link to share: the page on globus.org or, in the demo, a link that opens Meridian. */
export function linkTo(pages: WebPages | null, what: Linked, id: string): string {
  return pages ? pages[SCREENS[what]].replace("{id}", id) : `app.meridian.client://${what}/${id}`;
}

const KEY = Symbol("links");

/** Ways to show items outside this window. */
export type Links = {
  to: (what: Linked, id: string) => string;
  /** Opens the page on globus.org in the browser; null if there is none. */
  readonly open: ((what: Linked, id: string) => void) | null;
};

const open: Links["open"] = (what, id) => void commands.openWebPage({ screen: SCREENS[what], id });

/** Lets the screens below make links for the current account. */
export function provideLinks(signedIn: () => SignedIn): void {
  setContext<Links>(KEY, {
    to: (what, id) => linkTo(signedIn().webPages, what, id),
    get open() {
      return signedIn().webPages ? open : null;
    },
  });
}

export function useLinks(): Links {
  return getContext<Links>(KEY);
}
