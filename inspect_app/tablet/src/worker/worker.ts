/** The worker itself, typed, and the release it was built with. */

/** A digest of everything pages load, filled in by build.mjs. */
declare const RELEASE_DIGEST: string;

export const RELEASE = RELEASE_DIGEST;
export const worker = self as unknown as ServiceWorkerGlobalScope;
