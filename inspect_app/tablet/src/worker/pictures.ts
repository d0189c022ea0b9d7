/** Thumbnails kept for work without a network, apart for each person. */
import { PICTURES } from "../offline/messages.ts";
import { memory } from "./memory.ts";

/** Keep these pictures and no others. What cannot be had now is tried again the next time. */
export async function keepPictures(person: number, addresses: readonly string[]): Promise<boolean> {
  const cache = await caches.open(PICTURES(person));
  const wanted = new Set(addresses);
  const kept = new Set<string>();
  for (const { url } of await cache.keys()) {
    const address = new URL(url).pathname;
    if (wanted.has(address)) kept.add(address);
    else await cache.delete(url);
  }
  let complete = true;
  for (const address of wanted) if (!kept.has(address)) complete = (await keep(cache, address)) && complete;
  return complete;
}

export async function picture(request: Request): Promise<Response> {
  const { person } = await memory();
  const kept = person === null ? undefined : await caches.match(request, { cacheName: PICTURES(person), ignoreVary: true });
  return kept ?? fetch(request);
}

async function keep(cache: Cache, address: string): Promise<boolean> {
  const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return false;
  await cache.put(address, answer);
  return true;
}
