/** Where the small picture of a photograph is to be had: the server's, or one kept on the tablet. */
import type { PhotographState } from "../offline/state.ts";

// The browser holds the bytes behind such an address for as long as the page is open: one is made a photograph.
const made = new Map<string, string>();

export function thumbnailOf({ id, kept, entry }: PhotographState): string {
  if (kept) return kept.thumbnail;
  const address = made.get(id) ?? pictureAt(entry!.thumbnail);
  made.set(id, address);
  return address;
}

/** An address for a JPEG; to be given back with `URL.revokeObjectURL`. */
export function pictureAt(bytes: ArrayBuffer): string {
  return URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
}
