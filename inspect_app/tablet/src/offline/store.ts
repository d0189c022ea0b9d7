/**
 * What the tablet keeps, in IndexedDB: packets and entries by person, the bytes of files, standards for all.
 *
 * A write resolves once it is on the disk. What belongs to one person is never given to another who uses the same
 * tablet; it stays where it is until he logs in again.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";

import type { Standard } from "../policy/index.ts";
import { digest } from "./bytes.ts";
import type { Entry, Packet, Person, PhotographEntry, SignatureEntry } from "./model.ts";

/** No IndexedDB here, or it does not answer: private mode, blocked, or the browser has closed it. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** There is no room left on the tablet. */
export class StorageFull extends Error {
  override readonly name = "StorageFull";
}

/** Read back, the bytes were not those written. */
export class NotKept extends Error {
  override readonly name = "NotKept";
}

/** The server's clock minus the tablet's in seconds as of the last contact, and when that was by the tablet's clock. */
export interface Contact {
  readonly clockOffset: number;
  readonly at: string;
}

type ByPerson = [person: number, key: string];

interface Kept extends DBSchema {
  people: { key: number; value: Person };
  /** Under "here": whose tablet it is now. */
  present: { key: "here"; value: Person };
  contacts: { key: number; value: Contact };
  packets: { key: ByPerson; value: { packet: Packet; etag: string } };
  standards: { key: string; value: Standard };
  entries: { key: ByPerson; value: Entry };
  bytes: { key: ByPerson; value: ArrayBuffer };
}

type Names = StoreNames<Kept>[];
type Reading = IDBPTransaction<Kept, Names, "readonly">;
type Writing = IDBPTransaction<Kept, Names, "readwrite">;

const STORES: Names = ["people", "present", "contacts", "packets", "standards", "entries", "bytes"];
const NOBODY = 0;
const NAME = "inspect_app";
const CHANNEL = "inspect_app/store";

/** Raises StoreUnavailable. */
export async function openStore(): Promise<Store> {
  return new Store(await open());
}

/** Every method raises StoreUnavailable, and those that write StorageFull. */
export class Store {
  #database: IDBPDatabase<Kept>;
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #listeners = new Set<() => void>();

  constructor(database: IDBPDatabase<Kept>) {
    this.#database = database;
    this.#channel.onmessage = () => this.#tell();
  }

  /** Whose tablet it is now. */
  async person(): Promise<Person | null> {
    return (await this.#read([], (transaction) => transaction.objectStore("present").get("here"))) ?? null;
  }

  async setPerson(person: Person | null): Promise<void> {
    const before = await this.person();
    if (before?.id === person?.id && before?.name === person?.name) return;
    await this.#write(["people", "present"], async (transaction) => {
      const present = transaction.objectStore("present");
      if (!person) return present.delete("here");
      await Promise.all([transaction.objectStore("people").put(person, person.id), present.put(person, "here")]);
    });
  }

  async packets(): Promise<Packet[]> {
    const found = await this.#read(["packets"], (transaction, person) =>
      transaction.objectStore("packets").getAll(all(person)),
    );
    return found.map(({ packet }) => packet);
  }

  async packet(visit: string): Promise<Packet | undefined> {
    return (await this.#keptPacket(visit))?.packet;
  }

  async etag(visit: string): Promise<string | undefined> {
    return (await this.#keptPacket(visit))?.etag;
  }

  /** Kept for one who is on the visit, and for nobody else. */
  async keepPacket(packet: Packet, etag: string): Promise<void> {
    const person = await this.#present();
    if (!packet.inspectors.some(({ id }) => id === person)) return;
    await this.#write(["packets"], async (transaction) => {
      await transaction.objectStore("packets").put({ packet, etag }, [person, packet.id]);
    });
  }

  async dropPacket(visit: string): Promise<void> {
    const person = await this.#present();
    await this.#write(["packets"], (transaction) => transaction.objectStore("packets").delete([person, visit]));
  }

  standard(sha256: string): Promise<Standard | undefined> {
    return this.#read(["standards"], (transaction) => transaction.objectStore("standards").get(sha256));
  }

  keepStandard(sha256: string, standard: Standard): Promise<void> {
    return this.#write(["standards"], async (transaction) => {
      await transaction.objectStore("standards").put(standard, sha256);
    });
  }

  /** Those of the present person, of one visit or of all, oldest first. */
  async entries(visit?: string): Promise<Entry[]> {
    const found = await this.#read(["entries"], (transaction, person) =>
      transaction.objectStore("entries").getAll(all(person)),
    );
    return found
      .filter((entry) => visit === undefined || entry.visit === visit)
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  }

  put(entry: Entry): Promise<void> {
    return this.#write(["entries"], async (transaction) => {
      await transaction.objectStore("entries").put(entry, [entry.person, entry.key]);
    });
  }

  /** An entry with its bytes, read back and hashed before this resolves. Raises NotKept: then nothing is kept. */
  async putFile(entry: PhotographEntry | SignatureEntry, bytes: ArrayBuffer): Promise<void> {
    const place: ByPerson = [entry.person, entry.id];
    await this.#write(["entries", "bytes"], async (transaction) => {
      await Promise.all([
        transaction.objectStore("entries").put(entry, [entry.person, entry.key]),
        transaction.objectStore("bytes").put(bytes, place),
      ]);
    });
    const kept = await this.#read(["bytes"], (transaction) => transaction.objectStore("bytes").get(place));
    if (kept && (await digest(kept)) === entry.sha256) return;
    await this.replace(entry, null);
    throw new NotKept(`${entry.key} was not kept`);
  }

  bytes(id: string): Promise<ArrayBuffer | undefined> {
    return this.#read(["bytes"], (transaction, person) => transaction.objectStore("bytes").get([person, id]));
  }

  /**
   * Put `after` in the place of `before`, where that is still what is kept; null removes it with its bytes.
   * Answers whether it was.
   */
  async replace(before: Entry, after: Entry | null): Promise<boolean> {
    let isReplaced = false;
    await this.change(before.person, before.key, (kept) => {
      isReplaced = kept !== undefined && isSame(kept, before);
      return isReplaced ? after : kept;
    });
    return isReplaced;
  }

  /**
   * Put in the place of what is kept under a person's key what `change` makes of it, with nothing in between; null
   * removes it with its bytes. What `change` throws is thrown on, and then nothing is changed.
   */
  change(person: number, key: string, change: (kept: Entry | undefined) => Entry | null | undefined): Promise<void> {
    return this.#write(["entries", "bytes"], async (transaction) => {
      const entries = transaction.objectStore("entries");
      const kept = await entries.get([person, key]);
      const changed = change(kept);
      if (changed === kept) return;
      if (changed) await entries.put(changed, [person, key]);
      else await entries.delete([person, key]);
      if (!changed && kept && "size" in kept) await transaction.objectStore("bytes").delete([person, kept.id]);
    });
  }

  /** How many entries of others wait on this tablet. */
  waitingOfOthers(): Promise<{ person: Person; entries: number }[]> {
    return this.#read(["people", "entries"], async (transaction, here) => {
      const [keys, people] = await Promise.all([
        transaction.objectStore("entries").getAllKeys(),
        transaction.objectStore("people").getAll(),
      ]);
      return people
        .map((person) => ({ person, entries: keys.filter(([owner]) => owner === person.id).length }))
        .filter(({ person, entries }) => person.id !== here && entries > 0);
    });
  }

  contact(): Promise<Contact | undefined> {
    return this.#read(["contacts"], (transaction, person) => transaction.objectStore("contacts").get(person));
  }

  async keepContact(contact: Contact): Promise<void> {
    const person = await this.#present();
    await this.#write(["contacts"], async (transaction) => {
      await transaction.objectStore("contacts").put(contact, person);
    });
  }

  /** Told after every change, made here or in another tab. Answers how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#channel.close();
    this.#database.close();
  }

  #keptPacket(visit: string) {
    return this.#read(["packets"], (transaction, person) => transaction.objectStore("packets").get([person, visit]));
  }

  #present(): Promise<number> {
    return this.#read([], (_, person) => Promise.resolve(person));
  }

  /** With the id of the present person. Only the stores named are held: a photograph being written keeps none waiting. */
  #read<T>(names: Names, read: (transaction: Reading, person: number) => Promise<T>): Promise<T> {
    return this.#again(() => {
      const transaction = this.#database.transaction([...names, "present"] as Names, "readonly");
      return finished(transaction, presentIn(transaction).then((person) => read(transaction, person)));
    });
  }

  /** Resolves once it is on the disk. */
  async #write(names: Names, write: (transaction: Writing) => Promise<void>): Promise<void> {
    await this.#again(() => {
      const transaction = this.#database.transaction(names, "readwrite", { durability: "strict" });
      return finished(transaction, write(transaction));
    });
    this.#channel.postMessage("changed");
    this.#tell();
  }

  /** Browsers close a database behind our back, iPads above all after a rest: then it is opened anew, once. */
  async #again<T>(attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      if (!isLostConnection(error)) throw understood(error);
    }
    this.#database.close();
    this.#database = await open();
    try {
      return await attempt();
    } catch (error) {
      throw understood(error);
    }
  }

  #tell(): void {
    // Whatever a listener does wrong, what was written is written.
    for (const listener of this.#listeners) queueMicrotask(listener);
  }
}

async function open(): Promise<IDBPDatabase<Kept>> {
  try {
    const database: IDBPDatabase<Kept> = await openDB<Kept>(NAME, 1, {
      upgrade: (fresh) => STORES.forEach((name) => fresh.createObjectStore(name)),
      // A newer release wants to change the database: it may, and this page has to be loaded again.
      blocking: () => database.close(),
    });
    return database;
  } catch (error) {
    throw new StoreUnavailable("the tablet keeps nothing here", { cause: error });
  }
}

/** What was read or written, once all of it is done; the reason of the whole where a part of it fails. */
async function finished<T>(transaction: Reading | Writing, work: Promise<T>): Promise<T> {
  const done = transaction.done.catch((error: unknown) => {
    throw transaction.error ?? error;
  });
  try {
    const [result] = await Promise.all([work, done]);
    return result;
  } catch (error) {
    abort(transaction);
    throw (await done.then(() => null, (reason: unknown) => (isAbort(reason) ? null : reason))) ?? error;
  }
}

function abort(transaction: Reading | Writing): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

async function presentIn(transaction: Reading): Promise<number> {
  return (await transaction.objectStore("present").get("here"))?.id ?? NOBODY;
}

function all(person: number): IDBKeyRange {
  return IDBKeyRange.bound([person], [person, []]);
}

function isSame(one: Entry, other: Entry): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

function isLostConnection(error: unknown): boolean {
  return error instanceof DOMException && ["InvalidStateError", "UnknownError"].includes(error.name);
}

function understood(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  if (error.name === "QuotaExceededError") return new StorageFull("the tablet is full", { cause: error });
  return new StoreUnavailable(error.message, { cause: error });
}
