import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { IDBFactory } from "fake-indexeddb";

import { digest } from "../../src/offline/bytes.ts";
import { NotKept, openStore, StorageFull, type Store, StoreUnavailable } from "../../src/offline/store.ts";
import { answerEntry, bytesOf, LI, packetOf, photographEntry, WANG } from "./fixtures.ts";

let store: Store;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openStore();
  await store.setPerson(WANG);
});

afterEach(() => store.close());

test("what is put is there, oldest first, and is told", async () => {
  let told = 0;
  store.onChange(() => (told += 1));
  const [later, earlier] = [answerEntry("a", { at: "2026-03-02T10:00:00+08:00" }), answerEntry("b", { at: "2026-03-02T01:59:59Z" })];
  await store.put(later);
  await store.put(earlier);
  assert.deepEqual(await store.entries(), [earlier, later]);
  assert.deepEqual(await store.entries("another visit"), []);
  assert.equal(told, 2);
});

test("a change in one tab is told in the others", async () => {
  const other = await openStore();
  const told = new Promise<void>((resolve) => other.onChange(resolve));
  await store.put(answerEntry("a"));
  await told;
  other.close();
});

test("what belongs to one person is not given to another, and is there when he comes back", async () => {
  await store.put(answerEntry("a"));
  await store.keepPacket(packetOf({ inspectors: [WANG] }), '"1"');
  await store.keepContact({ clockOffset: 5, at: "2026-03-02T10:00:00Z" });
  const photograph = await photographEntry("p1", bytesOf("picture"));
  await store.putFile(photograph, bytesOf("picture"));
  await store.setPerson(LI);
  assert.deepEqual([await store.entries(), await store.packets(), await store.bytes("p1"), await store.contact()], [[], [], undefined, undefined]);
  assert.deepEqual(await store.waitingOfOthers(), [{ person: WANG, entries: 2 }]);
  await store.setPerson(WANG);
  assert.equal((await store.entries()).length, 2);
  assert.deepEqual(await store.waitingOfOthers(), []);
});

test("a packet is not kept for one who is not on the visit", async () => {
  await store.keepPacket(packetOf({ inspectors: [LI] }), '"1"');
  assert.deepEqual(await store.packets(), []);
});

test("an entry changed meanwhile is not replaced", async () => {
  const [first, second] = [answerEntry("a"), answerEntry("a", { revision: "2" })];
  await store.put(first);
  await store.put(second);
  assert.equal(await store.replace(first, null), false);
  assert.deepEqual(await store.entries(), [second]);
  assert.equal(await store.replace(second, { ...second, state: "sent" }), true);
  assert.equal(await store.replace({ ...second, state: "sent" }, null), true);
  assert.deepEqual(await store.entries(), []);
});

test("of two changes at once each builds on the other", async () => {
  await store.put(answerEntry("a", { note: "" }));
  const { person, key } = answerEntry("a");
  const add = (letter: string) =>
    store.change(person, key, (kept) => (kept?.kind === "answer" ? { ...kept, note: kept.note + letter } : kept));
  await Promise.all([..."abcdef"].map(add));
  assert.equal((await store.entries()).map((entry) => (entry.kind === "answer" ? entry.note : ""))[0], "abcdef");
});

test("a change that throws changes nothing", async () => {
  await store.put(answerEntry("a"));
  const { person, key } = answerEntry("a");
  const thrown = store.change(person, key, () => {
    throw new RangeError("no");
  });
  await assert.rejects(thrown, RangeError);
  assert.deepEqual(await store.entries(), [answerEntry("a")]);
});

test("bytes are kept with their entry and go with it", async () => {
  const photograph = await photographEntry("p1", bytesOf("picture"));
  await store.putFile(photograph, bytesOf("picture"));
  assert.deepEqual(await store.bytes("p1"), bytesOf("picture"));
  await store.replace(photograph, { ...photograph, state: "sent" });
  assert.deepEqual(await store.bytes("p1"), bytesOf("picture"));
  await store.replace({ ...photograph, state: "sent" }, null);
  assert.equal(await store.bytes("p1"), undefined);
});

test("bytes that read back as others are not kept", async () => {
  const photograph = await photographEntry("p1", bytesOf("picture"));
  await assert.rejects(store.putFile(photograph, bytesOf("pictur€")), NotKept);
  assert.deepEqual([await store.entries(), await store.bytes("p1")], [[], undefined]);
});

test("a full tablet says so, and what was there stays", async () => {
  await store.put(answerEntry("a"));
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (): never {
    throw new DOMException("no room", "QuotaExceededError");
  };
  try {
    await assert.rejects(store.put(answerEntry("a", { revision: "2" })), StorageFull);
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  assert.deepEqual(await store.entries(), [answerEntry("a")]);
});

test("a transaction that the browser gives up for want of room says so, too", async () => {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
    const request = put.apply(this, args);
    const { transaction } = this;
    request.addEventListener("success", () => {
      Object.defineProperty(transaction, "error", { get: () => new DOMException("no room", "QuotaExceededError") });
      transaction.abort();
    });
    return request;
  };
  try {
    await assert.rejects(store.put(answerEntry("a")), StorageFull);
  } finally {
    IDBObjectStore.prototype.put = put;
  }
});

test("a database that the browser has closed is opened again", async () => {
  await store.put(answerEntry("a"));
  const { transaction } = IDBDatabase.prototype;
  let lost = 1;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof transaction>) {
    if (lost-- > 0) throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
    return transaction.apply(this, args);
  } as typeof transaction;
  try {
    assert.deepEqual(await store.entries(), [answerEntry("a")]);
  } finally {
    IDBDatabase.prototype.transaction = transaction;
  }
});

test("without IndexedDB there is no store", async () => {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = () => {
    throw new DOMException("A mutation operation was attempted on a database that did not allow mutations.", "InvalidStateError");
  };
  try {
    await assert.rejects(openStore(), StoreUnavailable);
  } finally {
    IDBFactory.prototype.open = open;
  }
});

test("a newer release may change the database; this page says it cannot go on", async () => {
  const newer = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("inspect_app", 2);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  await assert.rejects(store.put(answerEntry("a")), StoreUnavailable);
  newer.close();
});

test("standards are kept by their digest for everybody", async () => {
  await store.keepStandard("d1", { sha256: "d1" } as never);
  await store.setPerson(LI);
  assert.deepEqual(await store.standard("d1"), { sha256: "d1" });
  assert.equal(await store.standard("d2"), undefined);
});

test("digests are SHA-256 in hex", async () => {
  assert.equal(await digest(bytesOf("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
