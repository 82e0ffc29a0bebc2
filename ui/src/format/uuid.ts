const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text.trim());
}

/** Shown where a client ID is expected and this isn't one. */
export const NOT_A_CLIENT_ID = "That isn't a client ID. One looks like 01234567-89ab-cdef-0123-456789abcdef.";
