import { getContext, setContext } from "svelte";
import type { SignedIn } from "../ipc";

export type Linked = "flows" | "runs" | "transfers";

type Shown = { demo: boolean; account: Pick<SignedIn["account"], "environment"> };

/** Where Globus' web app shows each of them. */
const PAGES: Record<Linked, (id: string) => string> = {
  flows: (id) => `flows/${id}`,
  runs: (id) => `runs/${id}`,
  transfers: (id) => `activity/${id}/overview`,
};

/** An address that others can open: Globus' own page, or this app's where there is none. */
export function linkTo({ demo, account }: Shown, what: Linked, id: string): string {
  if (demo) return `app.meridian.client://${what}/${id}`;
  const host = account.environment === "production" ? "app.globus.org" : `app.${account.environment}.globus.org`;
  return `https://${host}/${PAGES[what](id)}`;
}

const KEY = Symbol("links");
export type Link = (what: Linked, id: string) => string;

/** Screens below make links to what this person sees. */
export function provideLinks(signedIn: () => SignedIn): void {
  setContext<Link>(KEY, (what, id) => linkTo(signedIn(), what, id));
}

export function useLinks(): Link {
  return getContext<Link>(KEY);
}
