/** The worker itself, typed, and the release it was built with. */

import type { FromWorker } from "../offline/messages.ts";

/** A digest of everything pages load, filled in by build.mjs. */
declare const RELEASE_DIGEST: string;

export const RELEASE = RELEASE_DIGEST;
export const worker = self as unknown as ServiceWorkerGlobalScope;

/** Every open page hears it. */
export async function tell(said: FromWorker): Promise<void> {
  for (const client of await worker.clients.matchAll({ includeUncontrolled: true })) client.postMessage(said);
}
