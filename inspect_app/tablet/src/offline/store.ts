/**
 * What the tablet keeps: packets and entries by person, the bytes of files, standards for all.
 *
 * A write resolves once it is on the disk. What belongs to one person is never given to another who uses the same
 * tablet; it stays where it is until he logs in again.
 */
import type { Standard } from "../policy/index.ts";
import { digest } from "./bytes.ts";
import {
  type ByPerson, type Database, type KeptPacket, type Names, openDatabase, type Reading, type Writing,
} from "./database.ts";
import type { Contact, Entry, Packet, Person, PhotographEntry, SignatureEntry } from "./model.ts";

export { StorageFull, StoreUnavailable } from "./database.ts";

/** Read back, the bytes were not those written. */
export class NotKept extends Error {
  override readonly name = "NotKept";
}

export interface Waiting {
  readonly person: Person;
  readonly entries: number;
}

/** All that is read again and again, of the present person; the bytes of files stay where they are. */
interface Desk {
  readonly person: Person | null;
  readonly packets: Map<string, KeptPacket>;
  readonly entries: Map<string, Entry>;
  readonly others: readonly Waiting[];
  contact: Contact | undefined;
}

const NOBODY = 0;
const CHANNEL = "inspect_app/store";

/** Raises StoreUnavailable. What every page asks for first is on its way when this resolves. */
export async function openStore(): Promise<Store> {
  const store = new Store(await openDatabase());
  store.readAhead();
  return store;
}

/** Every method raises StoreUnavailable, and those that write StorageFull. */
export class Store {
  readonly #database: Database;
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #listeners = new Set<() => void>();
  /** As it was read, with what was written here since; null where another tab has changed something. */
  #desk: Promise<Desk> | null = null;
  /** Those read so far: a standard never changes under its digest. */
  #standards: Promise<Map<string, Standard>> | null = null;

  constructor(database: Database) {
    this.#database = database;
    database.onReopened(() => (this.#desk = null));
    this.#channel.onmessage = () => {
      this.#desk = null;
      this.#tell();
    };
  }

  /** Whoever asks next gets what is read here, or what went wrong. */
  readAhead(): void {
    for (const reading of [this.#read(), this.#readStandards()]) reading.catch(() => {});
  }

  /** Whose tablet it is now. */
  async person(): Promise<Person | null> {
    return (await this.#read()).person;
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
    return [...(await this.#read()).packets.values()].map(({ packet }) => packet);
  }

  async packet(visit: string): Promise<Packet | undefined> {
    return (await this.#read()).packets.get(visit)?.packet;
  }

  async etag(visit: string): Promise<string | undefined> {
    return (await this.#read()).packets.get(visit)?.etag;
  }

  /** Kept for one who is on the visit, and for nobody else. */
  async keepPacket(packet: Packet, etag: string): Promise<void> {
    const person = await this.#present();
    if (!packet.inspectors.some(({ id }) => id === person)) return;
    const kept = { packet, etag };
    await this.#write(
      ["packets"],
      (transaction) => transaction.objectStore("packets").put(kept, [person, packet.id]),
      ({ packets }) => packets.set(packet.id, kept),
    );
  }

  async dropPacket(visit: string): Promise<void> {
    const person = await this.#present();
    await this.#write(
      ["packets"],
      (transaction) => transaction.objectStore("packets").delete([person, visit]),
      ({ packets }) => packets.delete(visit),
    );
  }

  async standard(sha256: string): Promise<Standard | undefined> {
    const known = (await this.#readStandards()).get(sha256);
    if (known) return known;
    // Another tab may have kept it since.
    this.#standards = null;
    return (await this.#readStandards()).get(sha256);
  }

  async keepStandard(sha256: string, standard: Standard): Promise<void> {
    await this.#write(
      ["standards"],
      (transaction) => transaction.objectStore("standards").put(standard, sha256),
      () => {},
    );
    this.#standards = null;
  }

  /** Those of the present person, of one visit or of all, oldest first. */
  async entries(visit?: string): Promise<Entry[]> {
    const { entries } = await this.#read();
    return [...entries.values()]
      .filter((entry) => visit === undefined || entry.visit === visit)
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  }

  put(entry: Entry): Promise<void> {
    return this.change(entry.person, entry.key, () => entry);
  }

  /** An entry with its bytes, read back and hashed before this resolves. Raises NotKept: then nothing is kept. */
  async putFile(entry: PhotographEntry | SignatureEntry, bytes: ArrayBuffer): Promise<void> {
    const place: ByPerson = [entry.person, entry.id];
    await this.#write(
      ["entries", "bytes"],
      (transaction) =>
        Promise.all([
          transaction.objectStore("entries").put(entry, [entry.person, entry.key]),
          transaction.objectStore("bytes").put(bytes, place),
        ]),
      (desk) => lay(desk, entry.person, entry.key, entry),
    );
    const kept = await this.#database.read(["bytes"], (transaction) => transaction.objectStore("bytes").get(place));
    if (kept && (await digest(kept)) === entry.sha256) return;
    await this.replace(entry, null);
    throw new NotKept(`${entry.key} was not kept`);
  }

  async bytes(id: string): Promise<ArrayBuffer | undefined> {
    const person = await this.#present();
    return this.#database.read(["bytes"], (transaction) => transaction.objectStore("bytes").get([person, id]));
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
  async change(
    person: number,
    key: string,
    change: (kept: Entry | undefined) => Entry | null | undefined,
  ): Promise<void> {
    await this.#write(
      ["entries", "bytes"],
      async (transaction) => {
        const entries = transaction.objectStore("entries");
        const kept = await entries.get([person, key]);
        const changed = change(kept);
        if (changed === kept) return kept;
        if (changed) await entries.put(changed, [person, key]);
        else await entries.delete([person, key]);
        if (!changed && kept && "size" in kept) await transaction.objectStore("bytes").delete([person, kept.id]);
        return changed;
      },
      (desk, changed) => lay(desk, person, key, changed),
    );
  }

  /** How many entries of others wait on this tablet. */
  async waitingOfOthers(): Promise<readonly Waiting[]> {
    return (await this.#read()).others;
  }

  async contact(): Promise<Contact | undefined> {
    return (await this.#read()).contact;
  }

  async keepContact(contact: Contact): Promise<void> {
    const person = await this.#present();
    await this.#write(
      ["contacts"],
      (transaction) => transaction.objectStore("contacts").put(contact, person),
      (desk) => (desk.contact = contact),
    );
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

  async #present(): Promise<number> {
    return (await this.person())?.id ?? NOBODY;
  }

  async #read(): Promise<Desk> {
    const reading = (this.#desk ??= this.#database.read(
      ["present", "people", "contacts", "packets", "entries"],
      readDesk,
    ));
    try {
      return await reading;
    } catch (error) {
      if (this.#desk === reading) this.#desk = null;
      throw error;
    }
  }

  async #readStandards(): Promise<Map<string, Standard>> {
    const reading = (this.#standards ??= this.#database.read(["standards"], readStandards));
    try {
      return await reading;
    } catch (error) {
      if (this.#standards === reading) this.#standards = null;
      throw error;
    }
  }

  /** `lay` puts what was written on the desk; without it, the desk is read anew. */
  async #write<T>(
    names: Names,
    write: (transaction: Writing) => Promise<T>,
    lay?: (desk: Desk, written: T) => void,
  ): Promise<void> {
    const reading = this.#desk;
    const written = await this.#database.write(names, write);
    // A desk that was read after this began holds what was written already.
    const desk = await reading?.catch(() => null);
    if (!lay) this.#desk = null;
    else if (desk) lay(desk, written);
    this.#channel.postMessage("changed");
    this.#tell();
  }

  #tell(): void {
    // Whatever a listener does wrong, what was written is written.
    for (const listener of this.#listeners) queueMicrotask(listener);
  }
}

async function readDesk(transaction: Reading): Promise<Desk> {
  const person = (await transaction.objectStore("present").get("here")) ?? null;
  const own = person?.id ?? NOBODY;
  const range = IDBKeyRange.bound([own], [own, []]);
  const [packets, entries, contact, people, keys] = await Promise.all([
    transaction.objectStore("packets").getAll(range),
    transaction.objectStore("entries").getAll(range),
    transaction.objectStore("contacts").get(own),
    transaction.objectStore("people").getAll(),
    transaction.objectStore("entries").getAllKeys(),
  ]);
  const others = people.map((each) => ({
    person: each,
    entries: keys.filter(([owner]) => owner === each.id && owner !== own).length,
  }));
  return {
    person,
    packets: new Map(packets.map((kept) => [kept.packet.id, kept])),
    entries: new Map(entries.map((entry) => [entry.key, entry])),
    others: others.filter((each) => each.entries > 0),
    contact,
  };
}

async function readStandards(transaction: Reading): Promise<Map<string, Standard>> {
  const kept = transaction.objectStore("standards");
  const [keys, standards] = await Promise.all([kept.getAllKeys(), kept.getAll()]);
  return new Map(keys.map((sha256, index) => [sha256, standards[index]!]));
}

function lay({ person: here, entries }: Desk, person: number, key: string, entry: Entry | null | undefined): void {
  if (here?.id !== person) return;
  if (entry) entries.set(key, entry);
  else entries.delete(key);
}

function isSame(one: Entry, other: Entry): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
