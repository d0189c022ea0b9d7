/** What the worker knows from one start to the next: browsers stop it whenever nothing happens. */

export interface Memory {
  /** Whose tablet it is now, null after a log-in or log-out until a page says who is there. */
  readonly person: number | null;
  /** Counts what may have changed every page, such as another language: older copies are not shown unasked. */
  readonly generation: number;
}

const CACHE = "memory";
const KEY = "/memory";

let known: Promise<Memory> | undefined;

export function memory(): Promise<Memory> {
  return (known ??= read());
}

/** From the moment of the call on, `memory()` answers the new state. */
export async function remember(change: (before: Memory) => Memory): Promise<void> {
  known = memory().then(change);
  const cache = await caches.open(CACHE);
  await cache.put(KEY, Response.json(await known));
}

async function read(): Promise<Memory> {
  const kept = await caches.match(KEY, { cacheName: CACHE });
  return kept ? ((await kept.json()) as Memory) : { person: null, generation: 0 };
}
