import { absolute } from "../format/time";
import { isUuid } from "../format/uuid";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const URN = /^urn:globus:(auth:identity|groups:id):/;

/** How a fact reads, and whether it is an ID worth copying. */
export function fact(value: string): { text: string; isId: boolean } {
  if (INSTANT.test(value)) return { text: absolute(Date.parse(value)), isId: false };
  return { text: value, isId: isUuid(value) || URN.test(value) || value.startsWith("https://auth.globus.org/scopes/") };
}
