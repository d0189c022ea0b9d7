/** The files of a release: kept as a whole, for as long as an open or a kept page needs them. */
import { IN_USE } from "../offline/messages.ts";
import { neededReleases } from "./pages.ts";
import { RELEASE, worker } from "./worker.ts";

/** Addresses of all that pages load, filled in by build.mjs. */
declare const FILES: readonly string[];

const PREFIX = "shell-";
const OFFLINE = "/offline";

export async function keepShell(): Promise<void> {
  const shell = await caches.open(PREFIX + RELEASE);
  await shell.addAll([...FILES, OFFLINE].map((file) => new Request(file, { cache: "no-cache", credentials: "omit" })));
}

/** A file of this release or of an earlier one that is still in use. */
export async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

export async function offlinePage(): Promise<Response> {
  return (await caches.match(OFFLINE, { cacheName: PREFIX + RELEASE, ignoreVary: true })) ?? Response.error();
}

export async function dropOldShells(): Promise<void> {
  // While the next release comes in, its shell is not this worker's to judge.
  if (worker.registration.installing || worker.registration.waiting) return;
  const needed = new Set([RELEASE, ...(await neededReleases()), ...(await openReleases())]);
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && !needed.has(name.slice(PREFIX.length))) await caches.delete(name);
  }
}

async function openReleases(): Promise<string[]> {
  const { held = [] } = await navigator.locks.query();
  const names = held.map((lock) => lock.name ?? "");
  return names.filter((name) => name.startsWith(IN_USE)).map((name) => name.slice(IN_USE.length));
}
