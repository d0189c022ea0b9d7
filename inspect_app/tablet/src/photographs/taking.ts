/** Photographs from the camera or the album: each is on the tablet, read back, before it counts as taken. */
import { digest, newId, now } from "../offline/bytes.ts";
import type { Person, PhotographEntry, Position } from "../offline/model.ts";
import { type Store, StorageFull } from "../offline/store.ts";
import { holdPage } from "../offline/unfinished.ts";
import type { Text } from "../policy/index.ts";
import { followPosition, positionNow } from "./position.ts";
import type { Shrunk } from "./shrink.ts";
import { shrinkAside } from "./shrinker.ts";
import * as trouble from "./trouble.ts";

/** What is needed of the tablet: where things are kept, and whose they are. */
export interface Keeper {
  readonly store: Store;
  readonly person: Person;
}

/** Where photographs belong, and whether they were taken now. */
export interface Taking {
  readonly visit: string;
  readonly item: string;
  readonly source: "camera" | "album";
  readonly files: readonly File[];
  /** Told before each file how many are done. */
  readonly onProgress?: (done: number) => void;
}

export interface Taken {
  readonly kept: number;
  readonly problems: readonly Text[];
}

// One batch after another: two decoded pictures at once are more than a small tablet has room for.
let before: Promise<unknown> = Promise.resolve();

/** Keep photographs on the tablet; what could not be kept is said, and holds up no other. */
export function takePhotographs(tablet: Keeper, taking: Taking): Promise<Taken> {
  if (taking.source === "camera") void followPosition(taking.visit);
  const at = now();
  const batch = before.then(() => takeAll(tablet, taking, at));
  before = batch.catch(() => undefined);
  holdPage(batch);
  return batch;
}

async function takeAll(tablet: Keeper, taking: Taking, at: string): Promise<Taken> {
  let kept = 0;
  const problems: Text[] = [];
  for (const [done, file] of taking.files.entries()) {
    taking.onProgress?.(done);
    try {
      await take(tablet, taking, file, at);
      kept += 1;
    } catch (error) {
      problems.push(trouble.named(file, taking.files.length, trouble.of(error, file)));
      if (error instanceof StorageFull) break;
    }
  }
  const left = taking.files.length - kept - problems.length;
  if (left > 0) problems.push(trouble.left(left));
  return { kept, problems };
}

async function take({ store, person }: Keeper, taking: Taking, file: File, at: string): Promise<void> {
  const made = await shrinkAside(file, longestEdge());
  const sha256 = await digest(made.bytes);
  if (await isThere(store, taking, sha256)) throw new trouble.SameAgain();
  const position = taking.source === "camera" ? positionNow() : null;
  await store.putFile(entry(person.id, taking, made, sha256, position, at), made.bytes);
}

function entry(
  person: number,
  { visit, item, source }: Taking,
  { bytes, thumbnail }: Shrunk,
  sha256: string,
  position: Position | null,
  at: string,
): PhotographEntry {
  const id = newId();
  return {
    kind: "photograph",
    key: `photograph/${id}`,
    person,
    visit,
    at,
    state: "waiting",
    refusal: null,
    id,
    item,
    sha256,
    size: bytes.byteLength,
    type: "image/jpeg",
    source,
    position,
    caption: "",
    thumbnail,
  };
}

/** Whether the item has a photograph with the same bytes already. */
async function isThere(store: Store, { visit, item }: Taking, sha256: string): Promise<boolean> {
  const [packet, entries] = await Promise.all([store.packet(visit), store.entries(visit)]);
  const withdrawn = new Set(entries.map((each) => (each.kind === "withdrawal" ? each.photograph : "")));
  const waiting = entries.filter((each) => each.kind === "photograph");
  return [...(packet?.photographs ?? []), ...waiting].some(
    (each) => each.item === item && each.sha256 === sha256 && !withdrawn.has(each.id),
  );
}

/** What the server's setting says, in pixels; the page carries it. */
function longestEdge(): number {
  return Number(document.documentElement.dataset["photographEdge"]) || 2048;
}
