/**
 * Pages kept for work without a network, apart for each person.
 *
 * They are fetched with a header that asks the server for a copy without tokens and messages. The answer says whose
 * page it is and of which release; a log-in page, another person's page, or one whose files are not here is not kept.
 */
import { BY_STANDARD, LIST, PAGES, PICTURES } from "../offline/messages.ts";
import { memory } from "./memory.ts";
import { RELEASE, tell, worker } from "./worker.ts";

const ASK_FOR_COPY = { "X-Keep": "1" };
const KEPT_FOR = "X-Kept-For";
const OF_RELEASE = "X-Release";
/** Of which generation (memory.ts) a copy is; set here. */
const GENERATION = "X-Generation";
/** On a network that is there and brings nothing, the pages behind this one must have their turn, too. */
const PATIENCE_MS = 60_000;

export interface KeptPage {
  readonly page: Response;
  /** Nothing has happened since that may have changed it. */
  readonly sure: boolean;
}

/** The copy for whoever the tablet belongs to now. */
export async function keptPage(path: string): Promise<KeptPage | undefined> {
  const { person, generation } = await memory();
  const page = person === null ? undefined : await caches.match(path, { cacheName: PAGES(person), ignoreVary: true });
  return page && { page, sure: page.headers.get(GENERATION) === String(generation) };
}

/** Fetch the copy of a page anew, and tell open pages when it has changed. Answers whether it is kept now. */
export async function keepPage(person: number, path: string): Promise<boolean> {
  const { generation } = await memory();
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(path, { headers: ASK_FOR_COPY, cache: "no-store", redirect: "manual", signal }).catch(() => null);
  // Not the person's any more: the copy with which the rest of the work is seen to stays as it is.
  if (answer?.status === 404) return true;
  if (!answer?.ok || answer.headers.get(KEPT_FOR) !== String(person)) return false;
  if (answer.headers.get(OF_RELEASE) !== RELEASE) {
    // Not waited for: the next release can take over only once this one has nothing to do.
    void worker.registration.update().catch(() => null);
    return false;
  }
  const html = await answer.text().catch(() => null);
  if (html === null) return false;
  // Somebody may have logged out meanwhile.
  if ((await memory()).person !== person) return false;
  const cache = await caches.open(PAGES(person));
  const before = await (await cache.match(path, { ignoreVary: true }))?.text();
  await cache.put(path, copy(html, answer.headers, generation));
  if (html !== before) await tell({ kind: "renewed", path });
  return true;
}

/** Keep these pages and no others; answers whether all are there, of this release and as the server has them. */
export async function keepPages(
  person: number,
  paths: readonly string[],
  standards: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const cache = await caches.open(PAGES(person));
  const kept = await pathsIn(cache);
  const isOtherSet = kept.length !== paths.length || !paths.every((path) => kept.includes(path));
  let complete = true;
  for (const path of paths) {
    // The list names all visits, so it changes with them.
    const isFresh = !(isOtherSet && path === LIST) && (await isCurrent(cache, path, standards[path]));
    if (!isFresh) complete = (await keepPage(person, path)) && complete;
  }
  for (const path of kept) if (!paths.includes(path)) await cache.delete(path);
  return complete;
}

/** Drop what is kept for anybody but `person`. */
export async function keepOnlyFor(person: number | null): Promise<void> {
  const own = person === null ? [] : [PAGES(person), PICTURES(person)];
  for (const name of await caches.keys()) {
    if (/^(pages|pictures)-/.test(name) && !own.includes(name)) await caches.delete(name);
  }
}

/** The releases whose files kept pages need. */
export async function neededReleases(): Promise<string[]> {
  const { person } = await memory();
  if (person === null) return [];
  const pages = await (await caches.open(PAGES(person))).matchAll();
  return pages.map((page) => page.headers.get(OF_RELEASE) ?? "");
}

async function pathsIn(cache: Cache): Promise<string[]> {
  return (await cache.keys()).map(({ url }) => new URL(url).pathname);
}

/** `standard` is the one by which it has to be drawn, where that is known. */
async function isCurrent(cache: Cache, path: string, standard?: string): Promise<boolean> {
  const { generation } = await memory();
  const headers = (await cache.match(path, { ignoreVary: true }))?.headers;
  if (standard && headers?.get(BY_STANDARD) !== standard) return false;
  return headers?.get(GENERATION) === String(generation) && headers.get(OF_RELEASE) === RELEASE;
}

function copy(html: string, from: Headers, generation: number): Response {
  const headers = new Headers(from);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set(GENERATION, String(generation));
  headers.set(BY_STANDARD, / data-standard="(\w+)"/.exec(html)?.[1] ?? "");
  return new Response(html, { headers });
}
