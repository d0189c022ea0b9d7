import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { IDBFactory } from "fake-indexeddb";

import { fileName, savedEntry, visitFile } from "../../src/offline/file.ts";
import { openStore, type Store } from "../../src/offline/store.ts";
import { answerEntry, bytesOf, drawingEntry, packetOf, photographEntry, VISIT, WANG } from "./fixtures.ts";

let store: Store;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openStore();
  await store.setPerson(WANG);
});

afterEach(() => store.close());

test("a file is named after the station and the moment, in letters that every system takes", () => {
  assert.match(fileName("和平街道 工会/服务站", "2026-03-02T10:05:00+08:00"), /^检查-和平街道-工会-服务站-2026-03-\d\d-\d\d05\.zip$/);
  assert.ok(fileName("站".repeat(200), "2026-03-02T10:05:00+08:00").length < 100);
});

test("an entry says what the address of its request would say", () => {
  const answer = savedEntry(answerEntry("item1"), 2.5);
  assert.deepEqual([answer["kind"], answer["item"], answer["clock_offset_s"]], ["answer", "item1", 2.5]);
  assert.deepEqual(savedEntry(drawingEntry("p1", "r1"), 0), { kind: "drawing", id: "p1", revision: "r1", shapes: [] });
});

test("the file holds all of the visit that is on the tablet, refused or not, and the bytes", async () => {
  const bytes = bytesOf("a photograph");
  const photograph = await photographEntry("p1", bytes);
  await store.keepPacket(packetOf(), "1");
  await store.putFile(photograph, bytes);
  await store.put(answerEntry("item1", { state: "refused" }));
  await store.put(answerEntry("item2", { visit: "another" }));
  const file = await visitFile(store, WANG, VISIT);
  const content = Buffer.from(await file.arrayBuffer()).toString("latin1");
  assert.equal(content.split("PK\x03\x04").length - 1, 2);
  assert.ok(content.includes("files/p1") && content.includes("a photograph"));
  assert.ok(content.includes('"item":"item1"') && !content.includes('"item":"item2"'));
});
