/** A visit saved to a file, for when there is no network at all: "The file" of docs/synchronisation.md. */
import { downloadZip } from "client-zip";

import { bodyOf } from "./bodies.ts";
import { now } from "./bytes.ts";
import type { Entry, Person } from "./model.ts";
import type { Store } from "./store.ts";

const FORMAT = 1;
/** What file systems take for something else. */
const UNFIT = /[\s/\\:*?"<>|.]+/g;

/** One entry with the body that a request would carry, and what the request's address would say. */
export function savedEntry(entry: Entry, clockOffset: number): Readonly<Record<string, unknown>> {
  const body = { kind: entry.kind, ...bodyOf(entry, clockOffset) };
  if (entry.kind === "answer") return { ...body, item: entry.item };
  return { ...body, id: "photograph" in entry ? entry.photograph : entry.id };
}

/** Such as 检查-东华门街道工会服务站-2026-11-21-1402.zip: `at` is ISO 8601, the time is the tablet's. */
export function fileName(site: string, at: string): string {
  const moment = new Date(at);
  const two = (number: number): string => String(number).padStart(2, "0");
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-");
  const name = site.replace(UNFIT, "-").slice(0, 60);
  return `检查-${name}-${day}-${two(moment.getHours())}${two(moment.getMinutes())}.zip`;
}

/** Everything of a visit that is still on the tablet; the bytes are read one after the other while it is made. */
export async function visitFile(store: Store, person: Person, visit: string): Promise<File> {
  const [entries, packet, contact] = await Promise.all([store.entries(visit), store.packet(visit), store.contact()]);
  const at = now();
  const offset = contact?.clockOffset ?? 0;
  const saved = entries.map((entry) => savedEntry(entry, offset));
  const contents = { format: FORMAT, visit, person, saved_at: at, entries: saved };
  const zip = downloadZip(parts(store, contents, entries));
  return new File([await zip.blob()], fileName(packet?.site.name ?? visit, at), { type: "application/zip" });
}

async function* parts(store: Store, contents: unknown, entries: readonly Entry[]) {
  yield { name: "inspection.json", input: JSON.stringify(contents) };
  for (const entry of entries) {
    if (!("size" in entry)) continue;
    const bytes = await store.bytes(entry.id);
    if (bytes) yield { name: `files/${entry.id}`, input: bytes };
  }
}
