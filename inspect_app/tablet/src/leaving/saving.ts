/** Hands a visit's file to the tablet's own downloads. */
import { element } from "../element.ts";
import type { Keeper } from "../photographs/taking.ts";

/** Milliseconds after which a browser has certainly begun to fetch what it was pointed at. */
const LONG_ENOUGH = 60_000;

export async function saveVisit({ store, person }: Keeper, visit: string): Promise<void> {
  // Seldom wanted, and with what it needs for its archive as large as the list of visits.
  const { visitFile } = await import("../offline/file.ts");
  const file = await visitFile(store, person, visit);
  const address = URL.createObjectURL(file);
  element("a", { href: address, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(address), LONG_ENOUGH);
}
