const KNOWN = /urn:globus:auth:scope:|https:\/\/auth\.globus\.org\/scopes\//g;
const UUID = /([0-9a-f]{8})([-_])[0-9a-f]{4}(?:\2[0-9a-f]{4}){2}\2[0-9a-f]{12}/gi;

/**
 * A scope without what all scopes share: the well-known beginning, and the rest of each ID. `tail` is the part that
 * tells scopes apart, such as `/view_flows`, and is cut last.
 */
export function shortScope(scope: string): { head: string; tail: string } {
  const short = scope.replace(KNOWN, "…").replace(UUID, "$1…");
  const at = Math.max(short.lastIndexOf("/"), short.lastIndexOf(":"));
  return at <= 0 ? { head: "", tail: short } : { head: short.slice(0, at), tail: short.slice(at) };
}
