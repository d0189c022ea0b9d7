import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { IDBFactory } from "fake-indexeddb";

import { answer } from "../../src/offline/acts.ts";
import type { Entry } from "../../src/offline/model.ts";
import { GONE } from "../../src/offline/gone.ts";
import { DAMAGED } from "../../src/offline/round.ts";
import { visitState } from "../../src/offline/state.ts";
import { openStore, type Store } from "../../src/offline/store.ts";
import { pauseAfter, type Progress, Sender } from "../../src/offline/sync.ts";
import { compileStandard } from "../../src/policy/index.ts";
import {
  answerEntry, bytesOf, drawingEntry, endEntry, LI, packetOf, photographEntry, signatureEntry, STANDARD, VISIT, WANG,
  withdrawalEntry,
} from "./fixtures.ts";
import { Server } from "./server.ts";

let server: Server;
let store: Store;
let sender: Sender;
let progress: Progress;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  server = new Server(WANG);
  globalThis.fetch = server.fetch as typeof fetch;
  store = await openStore();
  await store.setPerson(WANG);
  sender = new Sender(store);
  sender.onProgress((told) => (progress = told));
});

afterEach(() => {
  sender.stop();
  store.close();
});

async function takePhotograph(id: string, text = id): Promise<void> {
  await store.putFile(await photographEntry(id, bytesOf(text)), bytesOf(text));
}

async function takeSignature(id: string): Promise<void> {
  await store.putFile(await signatureEntry(id, bytesOf(id)), bytesOf(id));
}

/** What is left on the tablet: the keys of the entries with their states. */
async function left(): Promise<string[]> {
  return (await store.entries()).map(({ key, state }) => `${key} ${state}`);
}

function once(fault: "never arrives" | "reply is lost" | "trouble" | "portal" | "cut" | "logged out", part: string) {
  let isDue = true;
  server.fault = ({ method, path }) => {
    if (!isDue || method !== "PUT" || !path.includes(part)) return null;
    isDue = false;
    return fault;
  };
}

test("all visits are fetched with their standards, and asked for again only whether they have changed", async () => {
  await sender.send();
  assert.deepEqual(await store.packet(VISIT), server.packet);
  assert.equal((await store.standard("d1"))?.sha256, "d1");
  await sender.send();
  assert.equal(server.requests.filter(({ path }) => path.includes("/standards/")).length, 1);
  assert.equal(progress.phase, "idle");
});

test("everything is sent in order, and removed once the receipt lists it", async () => {
  await store.put(endEntry("e1"));
  await takeSignature("s1");
  await takePhotograph("p1");
  await store.put(drawingEntry("p1", "d1"));
  await store.put(answerEntry("item2", { at: "2026-03-02T10:00:02+08:00" }));
  await store.put(answerEntry("item1", { at: "2026-03-02T10:00:01+08:00" }));
  await sender.send();
  const wanted = ["answers/item1", "answers/item2", "photographs/p1", "photographs/p1/drawing", "signatures/s1", "end"];
  assert.deepEqual(server.sent("PUT"), wanted);
  assert.deepEqual(await left(), []);
  assert.deepEqual([server.files.get("p1")?.bytes, server.files.get("s1")?.bytes], [bytesOf("p1"), bytesOf("s1")]);
  assert.deepEqual([progress.phase, progress.entriesLeft, progress.bytesLeft], ["idle", 0, 0]);
  assert.ok(progress.heldAt);
});

test("a visit that is over and of which nothing is left here is dropped", async () => {
  await store.put(endEntry("e1"));
  await sender.send();
  assert.deepEqual([server.end, await store.packets()], ["e1", []]);
});

test("the clock's error is measured and travels along", async () => {
  server.offset = -86400;
  await store.put(answerEntry("item1"));
  await sender.send();
  const put = server.requests.find(({ method }) => method === "PUT")!.body as { clock_offset_s: number };
  assert.ok(Math.abs(put.clock_offset_s + 86400) < 5);
  assert.ok(Math.abs((await store.contact())!.clockOffset + 86400) < 5);
});

test("a lost reply doubles nothing, and no photograph is sent a second time", async () => {
  await takePhotograph("p1");
  await store.put(answerEntry("item1"));
  server.fault = ({ method }) => (method === "PUT" ? "reply is lost" : null);
  await sender.send();
  assert.deepEqual([progress.phase, progress.entriesLeft], ["offline", 2]);
  assert.equal((await store.entries()).length, 2);
  server.fault = () => null;
  await sender.send();
  assert.deepEqual([await left(), server.files.get("p1")?.times, server.answers.get("item1")?.length], [[], 1, 1]);
});

test("what never arrived is sent again", async () => {
  await takePhotograph("p1");
  once("never arrives", "p1");
  await sender.send();
  assert.deepEqual(await left(), ["photograph/p1 waiting"]);
  await sender.send();
  assert.deepEqual(await left(), []);
});

test("a page that answers for the server, and an answer to something else, are no word of it", async () => {
  await takePhotograph("p1");
  once("portal", "p1");
  await sender.send();
  assert.deepEqual([await left(), progress.phase], [["photograph/p1 waiting"], "trouble"]);
  globalThis.fetch = (async (path: string, init?: RequestInit) =>
    init?.method === "PUT" ? new Response('{"held":"another"}') : server.fetch(path, init)) as typeof fetch;
  await sender.send();
  assert.deepEqual([await left(), progress.phase], [["photograph/p1 waiting"], "trouble"]);
});

test("what the server says it holds and no receipt lists stays", async () => {
  await takePhotograph("p1");
  globalThis.fetch = (async (path: string, init?: RequestInit) =>
    init?.method === "PUT"
      ? new Response(JSON.stringify({ held: (await photographEntry("p1", bytesOf("p1"))).sha256 }))
      : server.fetch(path, init)) as typeof fetch;
  await sender.send();
  assert.deepEqual([await left(), progress.phase], [["photograph/p1 waiting"], "trouble"]);
});

test("the end does not wait for what was refused of an item that the visit does not have any more", async () => {
  await sender.send();
  await store.put(answerEntry("gone"));
  await store.put(endEntry("e1"));
  server.refusing.set("gone", "item_id");
  await sender.send();
  assert.deepEqual([await left(), server.end], [[`answer/${VISIT}/gone refused`], "e1"]);
});

test("what is refused stays with its reason, blocks nothing but the end, and can be tried again", async () => {
  await store.put(answerEntry("item1"));
  await store.put(answerEntry("item2"));
  await takePhotograph("p1");
  await store.put(endEntry("e1"));
  server.refusing.set("item1", "note").set("p1", "damaged");
  await sender.send();
  assert.deepEqual(server.sent("PUT"), ["answers/item1", "answers/item2", "photographs/p1"]);
  assert.deepEqual((await left()).sort(), [
    `answer/${VISIT}/item1 refused`,
    `end/${VISIT} waiting`,
    "photograph/p1 refused",
  ]);
  assert.deepEqual([progress.phase, progress.entriesLeft, progress.refused], ["idle", 1, 2]);
  const [answer, photograph] = (await store.entries()).filter(({ state }) => state === "refused") as [Entry, Entry];
  assert.equal(answer.refusal?.zh, "拒绝：note");
  await store.replace(photograph, null);
  server.refusing.clear();
  await sender.again(answer);
  assert.deepEqual([await left(), server.end], [[], "e1"]);
});

test("an entry that fails every time does not keep the others from being sent", async () => {
  for (const id of ["p1", "p2", "p3"]) await takePhotograph(id);
  server.fault = ({ path }) => (/p1|p2/.test(path) ? "never arrives" : null);
  await sender.send();
  await sender.send();
  assert.deepEqual([...server.files.keys()], ["p3"]);
});

test("two that fail every time keep neither another kind nor another visit from being tried", async () => {
  for (const id of ["p1", "p2"]) await takePhotograph(id);
  await takeSignature("s1");
  await store.put({ ...answerEntry("item1"), key: "answer/other/item1", visit: "other" });
  server.fault = ({ path }) => (/p1|p2/.test(path) ? "never arrives" : null);
  await sender.send();
  await sender.send();
  assert.deepEqual([...server.files.keys()], ["s1"]);
  assert.ok(server.requests.some(({ path }) => path === "/tablet/visits/other/answers/item1"));
});

test("a later answer stays the later where the tablet's clock is set right before it is sent", async () => {
  server.offset = 3600;
  await store.put(answerEntry("item3", { revision: "r1", at: new Date().toISOString() }));
  let isCutOff = false;
  server.fault = ({ method }) => {
    if (isCutOff || method !== "PUT") return isCutOff ? "never arrives" : null;
    isCutOff = true;
    return "reply is lost";
  };
  await sender.send();
  server.fault = () => null;
  server.offset = 0;
  const state = visitState(server.packet!, STANDARD, compileStandard(STANDARD), await store.entries());
  for (const grade of ["2", "1"] as const) await answer(store, state, WANG.id, "item3", { grade });
  await sender.send();
  assert.equal(server.standing("item3")?.content.grade, "1");
  assert.deepEqual(await left(), []);
});

test("the end does not wait for a photograph of an item that is gone, nor for what was drawn on it", async () => {
  await sender.send();
  const gone = { ...(await photographEntry("p1", bytesOf("p1"))), item: "gone" };
  await store.putFile(gone, bytesOf("p1"));
  await store.put(drawingEntry("p1", "d1"));
  await store.put(endEntry("e1"));
  server.refusing.set("p1", "item_id");
  await sender.send();
  assert.deepEqual([(await left()).sort(), server.end], [["drawing/p1 refused", "photograph/p1 refused"], "e1"]);
});

test("bytes damaged on their way are sent again; bytes damaged here are refused with a reason", async () => {
  await takePhotograph("p1");
  once("cut", "p1");
  await sender.send();
  assert.deepEqual(await left(), ["photograph/p1 waiting"]);
  await sender.send();
  assert.deepEqual(server.files.get("p1")?.bytes, bytesOf("p1"));
  const lying = await photographEntry("p2", bytesOf("p2"));
  await store.put(lying);
  await sender.send();
  assert.deepEqual((await store.entries())[0]?.refusal, DAMAGED);
});

test("a full tablet is emptied by sending", async () => {
  await sender.send();
  await takePhotograph("p1");
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
    if (!server.files.has("p1") || this.name === "packets") throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, args);
  };
  try {
    await sender.send();
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  assert.deepEqual([server.files.get("p1")?.bytes, await left()], [bytesOf("p1"), []]);
});

test("logged out in the midst of it, nothing is lost; after the log-in it goes on", async () => {
  await store.put(answerEntry("item1"));
  await store.put(answerEntry("item2"));
  once("logged out", "item1");
  await sender.send();
  assert.deepEqual([progress.phase, progress.entriesLeft], ["login", 2]);
  server.person = WANG;
  await sender.send();
  assert.deepEqual([await left(), progress.phase], [[], "idle"]);
});

test("nothing is sent while somebody else is logged in", async () => {
  await store.put(answerEntry("item1"));
  server.person = LI;
  await sender.send();
  assert.deepEqual([server.sent("PUT"), progress.phase], [[], "other_person"]);
});

test("nothing is taken where somebody else logs in in the midst of it", async () => {
  await store.put(answerEntry("item1"));
  server.fault = ({ method }) => {
    if (method === "PUT") server.person = LI;
    return null;
  };
  await sender.send();
  assert.deepEqual([server.answers.size, progress.phase], [0, "other_person"]);
});

test("an answer changed while the one before is on its way: both arrive, and the newer one stands", async () => {
  await store.put(answerEntry("item1", { revision: "r1" }));
  server.fault = async ({ method, body }) => {
    if (method === "PUT" && (body as { revision: string }).revision === "r1") {
      await store.put(answerEntry("item1", { revision: "r2", note: "newer" }));
    }
    return null;
  };
  await sender.send();
  assert.deepEqual([server.standing("item1")?.revision, await left()], ["r2", []]);
  assert.deepEqual(server.answers.get("item1")?.map(({ standing }) => standing), ["superseded", "standing"]);
});

test("an answer that is given while files are sent does not wait for the rest of them", async () => {
  for (const id of ["p1", "p2"]) await takePhotograph(id);
  server.fault = async ({ path }) => {
    if (path.endsWith("p1")) await store.put(answerEntry("item1"));
    return null;
  };
  await sender.send();
  assert.deepEqual(server.sent("PUT"), ["photographs/p1", "answers/item1", "photographs/p2"]);
});

test("an answer changed after its reply was lost is no rival of oneself", async () => {
  await store.put(answerEntry("item1", { revision: "r1" }));
  once("reply is lost", "item1");
  await sender.send();
  await store.put(answerEntry("item1", { revision: "r2", at: "2026-03-02T10:00:01+08:00" }));
  await sender.send();
  assert.deepEqual([server.standing("item1")?.revision, await left()], ["r2", []]);
});

test("a rival is held, and goes from the tablet", async () => {
  server.answers.set("item1", [
    { revision: "x", base: null, at: "2026-03-02T09:00:00+08:00", by: LI, standing: "standing", content: {} as never },
  ]);
  await store.put(answerEntry("item1"));
  await sender.send();
  assert.deepEqual([server.standing("item1")?.revision, await left()], ["x", []]);
});

test("a visit given to somebody else: what was done stays, says whom to ask, and is sent if it comes back", async () => {
  await sender.send();
  await store.put(answerEntry("item1"));
  const { packet } = server;
  server.packet = null;
  await sender.send();
  assert.deepEqual((await store.entries())[0]?.refusal, GONE);
  assert.ok(await store.packet(VISIT));
  server.packet = packet;
  await sender.send();
  await sender.send();
  assert.deepEqual(await left(), []);
});

test("a visit given to somebody else of which nothing is left here is dropped", async () => {
  await sender.send();
  server.packet = null;
  await sender.send();
  assert.deepEqual(await store.packets(), []);
});

test("drawings and withdrawals wait for their photograph", async () => {
  await takePhotograph("p1");
  await store.put(drawingEntry("p1", "d1"));
  await store.put(withdrawalEntry("p1"));
  once("never arrives", "p1");
  await sender.send();
  assert.deepEqual(server.sent("PUT"), ["photographs/p1"]);
  await sender.send();
  assert.deepEqual([await left(), [...server.withdrawn]], [[], ["p1"]]);
});

test("two tabs do not send at once", async () => {
  const other = new Sender(store);
  for (const item of ["item1", "item2", "item3"]) await store.put(answerEntry(item));
  let [open, most] = [0, 0];
  globalThis.fetch = (async (path: string, init?: RequestInit) => {
    most = Math.max(most, (open += 1));
    await new Promise((resolve) => setImmediate(resolve));
    const answer = await server.fetch(path, init);
    open -= 1;
    return answer;
  }) as typeof fetch;
  await Promise.all([sender.send(), other.send()]);
  other.stop();
  assert.deepEqual([most, server.sent("PUT").length, await left()], [1, 3, []]);
});

test("the turn of a tab that was put to sleep is taken over, and it sends no more when it wakes", async () => {
  await store.put(answerEntry("item1"));
  await store.put(answerEntry("item2"));
  let wake = () => {};
  const asleep = new Promise<void>((resolve) => (wake = resolve));
  let isFirst = true;
  globalThis.fetch = (async (path: string, init?: RequestInit) => {
    const sleeps = isFirst && init?.method === "PUT";
    if (sleeps) isFirst = false;
    const answer = await server.fetch(path, init);
    if (sleeps) await asleep;
    return answer;
  }) as typeof fetch;
  const sleeping = sender.send();
  const other = new Sender(store, 40);
  await other.send();
  assert.deepEqual([await left(), server.answers.size], [[], 2]);
  wake();
  await sleeping;
  other.stop();
  assert.deepEqual(server.sent("PUT"), ["answers/item1", "answers/item2"]);
});

test("once started, what is put is sent, and the progress is told in every tab", async () => {
  const otherTab = new Sender(store);
  const told: Progress[] = [];
  otherTab.onProgress((each) => told.push(each));
  sender.start();
  await sender.send();
  const done = new Promise<void>((resolve) => {
    sender.onProgress(({ phase, entriesLeft }) => {
      if (phase === "idle" && !entriesLeft && server.answers.size) resolve();
    });
  });
  await store.put(answerEntry("item1"));
  await done;
  await new Promise((resolve) => setImmediate(resolve));
  otherTab.stop();
  assert.ok(told.some(({ phase, entriesLeft }) => phase === "sending" && entriesLeft === 1));
});

test("what is done in the last moment of a round is sent without another call", async () => {
  let isPut = false;
  const done = new Promise<void>((resolve) => {
    sender.onProgress(({ phase, entriesLeft }) => {
      if (phase === "idle" && server.answers.size && !entriesLeft) resolve();
      if (phase !== "idle" || isPut || !server.requests.length) return;
      isPut = true;
      void store.put(answerEntry("item1"));
    });
  });
  sender.start();
  await done;
  assert.deepEqual(await left(), []);
});

test("progress counts files and bytes, and not what the server has acknowledged", async () => {
  await takePhotograph("p1", "1234");
  await takePhotograph("p2", "123456");
  const bytesLeft: number[] = [];
  sender.onProgress((each) => bytesLeft.push(each.bytesLeft));
  await sender.send();
  assert.deepEqual([...new Set(bytesLeft)].filter(Boolean), [10, 6]);
});

test("what is on its way into the store is not said to be sent, whether it arrives or not", async () => {
  await sender.send();
  for (const isKept of [true, false]) {
    let end = (): void => {};
    const written = new Promise<void>((arrive, fail) => (end = isKept ? arrive : () => fail(new Error("no room"))));
    const counted = sender.expect(written);
    await new Promise((done) => setImmediate(done));
    assert.deepEqual([progress.entriesLeft, progress.keptAt], [1, null]);
    end();
    await counted;
    await new Promise((done) => setImmediate(done));
    assert.equal(progress.entriesLeft, 0);
  }
});

test("without anybody here nothing is asked", async () => {
  await store.setPerson(null);
  await sender.send();
  assert.deepEqual(server.requests, []);
});

test("a packet without its standard is not kept", async () => {
  server.packet = packetOf({ standard: "unknown" });
  await sender.send();
  assert.deepEqual([await store.packets(), progress.phase], [[], "trouble"]);
});

test("after failures it waits twice as long every time, within a minute, and no two tablets alike", () => {
  assert.deepEqual([1, 2, 3, 6, 100].map((failures) => pauseAfter(failures, 1)), [2000, 4000, 8000, 60_000, 60_000]);
  assert.equal(pauseAfter(100, 0), 30_000);
});

test("where something came through, it does not wait long", async () => {
  const pauses: number[] = [];
  const later = mock.method(globalThis, "setTimeout", (_act: () => void, milliseconds: number) => {
    pauses.push(milliseconds);
  });
  server.fault = () => "never arrives";
  for (let time = 0; time < 5; time++) await sender.send();
  assert.ok(pauses.at(-1)! >= 16_000);
  for (const item of ["item1", "item2"]) {
    await store.put(answerEntry(item));
    once("reply is lost", item);
    await sender.send();
    assert.ok(pauses.at(-1)! <= 2_000, `${pauses}`);
  }
  later.mock.restore();
});
