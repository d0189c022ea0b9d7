/**
 * The service worker: opens the inspector's pages without a network.
 *
 * Kept pages are shown at once and fetched anew in the background; files come from the shells of their releases;
 * everything else goes to the network, and where there is none to a page that says so.
 */
import { type Keep, LIST, type ToWorker } from "../offline/messages.ts";
import { memory, remember } from "./memory.ts";
import { keepOnlyFor, keepPage, keepPages, keptPage } from "./pages.ts";
import { keepPictures, picture } from "./pictures.ts";
import { dropOldShells, file, keepShell, offlinePage } from "./shell.ts";
import { RELEASE, tell, worker } from "./worker.ts";

/** After these the next page may be another person's. */
const LOG_IN_OR_OUT = /^\/(login|logout|reset|tf-validate|mf-recovery|wan-signin)(\/|$)/;
const THUMBNAIL = /^\/photographs\/[^/]+\/thumbnail$/;
/** With the end of a visit its pages are others. */
const END = /^\/tablet\/visits\/[^/]+\/end$/;
/** How long the network may take where a kept page could be shown instead. */
const PATIENCE_MS = 8000;

worker.addEventListener("install", (event) => event.waitUntil(install()));
// Pages hear of it and ask for what they want: until a worker is active, whatever they load has to wait.
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (event) => event.waitUntil(hear(event.data as ToWorker)));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") navigate(event, url);
  else if (END.test(url.pathname)) event.waitUntil(notSureAnyMore());
  else if (request.method !== "GET") return;
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (THUMBNAIL.test(url.pathname)) event.respondWith(picture(request));
});

async function install(): Promise<void> {
  await keepShell();
  // Pages of the release before go on with their own files, see shell.ts.
  await worker.skipWaiting();
}

async function hear(said: ToWorker): Promise<void> {
  if (said.kind === "person") await notice(said.person);
  else await inTurn(() => keep(said));
}

async function notice(person: number): Promise<void> {
  if ((await memory()).person === person) return;
  await remember((before) => ({ ...before, person }));
  await keepOnlyFor(person);
}

async function keep({ ask, person, pages, standards, pictures }: Keep): Promise<void> {
  if ((await memory()).person !== person) return;
  const hasPages = await keepPages(person, pages, standards);
  const hasPictures = await keepPictures(person, pictures);
  await dropOldShells();
  // Every open page shows what there is now.
  await tell({ kind: "kept", ask, release: hasPages ? RELEASE : null, complete: hasPages && hasPictures });
}

function navigate(event: FetchEvent, url: URL): void {
  if (event.request.method === "GET") event.respondWith(show(event, url));
  else if (LOG_IN_OR_OUT.test(url.pathname)) event.respondWith(logInOrOut(event.request, url));
  // It is sent by the browser itself; what follows is asked of the server and not taken from before.
  else event.waitUntil(notSureAnyMore());
}

/** What is kept may have changed: the server is asked before a copy is shown. */
function notSureAnyMore(): Promise<void> {
  return remember((before) => ({ ...before, generation: before.generation + 1 }));
}

async function show(event: FetchEvent, url: URL): Promise<Response> {
  const kept = await keptPage(url.pathname);
  if (kept?.sure && !url.search) {
    event.waitUntil(renew(event, url.pathname));
    return kept.page;
  }
  const answer = await fromNetwork(event.request, kept !== undefined);
  if (answer) return answer;
  if (kept) return kept.page;
  return url.pathname === "/" && (await keptPage(LIST)) ? Response.redirect(LIST) : offlinePage();
}

async function renew(event: FetchEvent, path: string): Promise<void> {
  // Until it is there, the page could not be told.
  await worker.clients.get(event.resultingClientId);
  const { person } = await memory();
  if (person !== null) await keepPage(person, path);
}

/**
 * Null without a network; where there is a copy, also when the server is in trouble or takes too long, and of a visit
 * that is not the person's any more: with the copy the rest of the work is seen to.
 */
async function fromNetwork(request: Request, hasCopy: boolean): Promise<Response | null> {
  const answer = fetch(request).catch(() => null);
  if (!hasCopy) return answer;
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const first = await Promise.race([answer, late]);
  return first && first.status < 500 && first.status !== 404 ? first : null;
}

/** Whoever comes next says so on the first page; until then nothing of the one before is shown. */
async function logInOrOut(request: Request, url: URL): Promise<Response> {
  const answer = await fetch(request).catch(() => null);
  if (!answer) return offlinePage();
  if (answer.type === "opaqueredirect") {
    await remember((before) => ({ ...before, person: null }));
    if (url.pathname === "/logout") await keepOnlyFor(null);
  }
  return answer;
}

let last: Promise<void> = Promise.resolve();

/** One after the other: two pages may ask for different things at once. */
function inTurn(act: () => Promise<void>): Promise<void> {
  last = last.catch(() => undefined).then(act);
  return last;
}
