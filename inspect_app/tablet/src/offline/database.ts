/** The tablet's IndexedDB: its stores, whole transactions, and what its errors mean. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";

import type { Standard } from "../policy/index.ts";
import type { Contact, Entry, Packet, Person } from "./model.ts";

/** No IndexedDB here, or it does not answer: private mode, blocked, or the browser has closed it. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** There is no room left on the tablet. */
export class StorageFull extends Error {
  override readonly name = "StorageFull";
}

export type ByPerson = [person: number, key: string];

export interface KeptPacket {
  readonly packet: Packet;
  readonly etag: string;
}

interface Kept extends DBSchema {
  people: { key: number; value: Person };
  /** Under "here": whose tablet it is now. */
  present: { key: "here"; value: Person };
  contacts: { key: number; value: Contact };
  packets: { key: ByPerson; value: KeptPacket };
  standards: { key: string; value: Standard };
  entries: { key: ByPerson; value: Entry };
  bytes: { key: ByPerson; value: ArrayBuffer };
}

export type Names = StoreNames<Kept>[];
export type Reading = IDBPTransaction<Kept, Names, "readonly">;
export type Writing = IDBPTransaction<Kept, Names, "readwrite">;

const STORES: Names = ["people", "present", "contacts", "packets", "standards", "entries", "bytes"];
const NAME = "inspect_app";

/** Raises StoreUnavailable. */
export async function openDatabase(): Promise<Database> {
  return new Database(await open());
}

/** Every method raises StoreUnavailable and StorageFull. Only the stores named are held, so that few wait for others. */
export class Database {
  #opened: IDBPDatabase<Kept>;
  #reopened: () => void = () => {};

  constructor(opened: IDBPDatabase<Kept>) {
    this.#opened = opened;
  }

  /** Told when the database had to be opened anew. */
  onReopened(listener: () => void): void {
    this.#reopened = listener;
  }

  read<T>(names: Names, read: (transaction: Reading) => Promise<T>): Promise<T> {
    return this.#again(() => {
      const transaction = this.#opened.transaction(names, "readonly");
      return finished(transaction, read(transaction));
    });
  }

  /** Resolves once it is on the disk. */
  write<T>(names: Names, write: (transaction: Writing) => Promise<T>): Promise<T> {
    return this.#again(() => {
      const transaction = this.#opened.transaction(names, "readwrite", { durability: "strict" });
      return finished(transaction, write(transaction));
    });
  }

  close(): void {
    this.#opened.close();
  }

  /** Browsers close a database behind our back, iPads above all after a rest: then it is opened anew, once. */
  async #again<T>(attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      if (!isLostConnection(error)) throw understood(error);
    }
    this.#opened.close();
    this.#opened = await open();
    this.#reopened();
    try {
      return await attempt();
    } catch (error) {
      throw understood(error);
    }
  }
}

async function open(): Promise<IDBPDatabase<Kept>> {
  try {
    const opened: IDBPDatabase<Kept> = await openDB<Kept>(NAME, 1, {
      upgrade: (fresh) => STORES.forEach((name) => fresh.createObjectStore(name)),
      // A newer release wants to change the database: it may, and this page has to be loaded again.
      blocking: () => opened.close(),
    });
    return opened;
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
