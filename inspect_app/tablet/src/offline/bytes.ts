/** Ids, moments and digests, as the tablet makes them. */

export function newId(): string {
  return crypto.randomUUID();
}

/** This moment by the tablet's clock, in ISO 8601. */
export function now(): string {
  return new Date().toISOString();
}

/** SHA-256 in hex. */
export async function digest(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...found].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** SHA-256 in hex of a text in UTF-8. */
export function digestOfText(text: string): Promise<string> {
  return digest(new TextEncoder().encode(text));
}
