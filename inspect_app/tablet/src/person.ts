/**
 * Tells the service worker whose page this is.
 *
 * Where an inspector has used the browser, the worker shows pages that it keeps for him, and to nobody else.
 */
import type { ToWorker } from "./offline/messages.ts";

export function tellWhoIsHere(page: Document): void {
  const { person } = page.documentElement.dataset;
  if (!person) return;
  const said: ToWorker = { kind: "person", person: Number(person) };
  navigator.serviceWorker?.controller?.postMessage(said);
}
