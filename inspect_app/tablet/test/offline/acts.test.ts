import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";

import {
  answer, draw, endVisit, NobodyHere, takeBackEnd, WhyMissing, withdraw,
} from "../../src/offline/acts.ts";
import type { AnswerEntry, Entry, Packet } from "../../src/offline/model.ts";
import { visitState, type VisitState } from "../../src/offline/state.ts";
import { openStore, type Store } from "../../src/offline/store.ts";
import { compileStandard, FactError } from "../../src/policy/index.ts";
import { answerEntry, bytesOf, LI, packetOf, photographEntry, STANDARD, VISIT, WANG } from "./fixtures.ts";

const COMPILED = compileStandard(STANDARD);
let store: Store;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openStore();
  await store.setPerson(WANG);
});

afterEach(() => store.close());

async function stateNow(packet: Partial<Packet> = {}): Promise<VisitState> {
  return visitState(packetOf(packet), STANDARD, COMPILED, await store.entries());
}

async function only(): Promise<AnswerEntry> {
  const entries = await store.entries();
  assert.equal(entries.length, 1);
  return entries[0] as AnswerEntry;
}

test("a grade is one entry, based on what stands", async () => {
  const stands = { revision: "x", grade: "2", checked: true, note: "旧", facts: {}, why: "", by: LI, at: "2026-03-02T09:00:00Z" } as const;
  await answer(store, await stateNow({ answers: { item3: stands } }), WANG.id, "item3", { grade: "4" });
  const { revision, at, ...entry } = await only();
  assert.match(revision, /^[0-9a-f-]{36}$/);
  assert.ok(!Number.isNaN(Date.parse(at)));
  const wanted = { ...answerEntry("item3", { base: "x", grade: "4", note: "旧" }) } as Partial<Record<string, unknown>>;
  delete wanted["revision"];
  delete wanted["at"];
  assert.deepEqual(entry, wanted);
});

test("whoever looks into the store right after a touch finds what was said", async () => {
  const state = await stateNow();
  const database = await openDB("inspect_app");
  const said = answer(store, state, WANG.id, "item3", { grade: "3" });
  const found = await database.getAllKeys("entries");
  await said;
  database.close();
  assert.deepEqual(found, [[WANG.id, `answer/${VISIT}/item3`]]);
});

test("what the page shows is what is kept, unless another page was quicker", async () => {
  const state = await stateNow();
  const shown = answerEntry("item3", { revision: "shown", grade: "3", at: "2026-03-02T10:00:00.000Z" });
  await answer(store, state, WANG.id, "item3", { grade: "3" }, shown);
  assert.deepEqual(await only(), shown);
  // The same page again: said already.
  await answer(store, state, WANG.id, "item3", { grade: "3" }, shown);
  assert.deepEqual(await only(), shown);
  const [quicker, earlier] = [{ ...shown, revision: "quicker" }, "2026-03-02T09:59:00.000Z"];
  const later = { ...quicker, at: "2026-03-02T10:00:02.000Z" };
  for (const said of [later, { ...quicker, at: earlier, note: "好" }, { ...quicker, at: earlier, base: "other" }]) {
    await store.put(said);
    await answer(store, state, WANG.id, "item3", { grade: "4" }, { ...shown, revision: "late", grade: "4" });
    const { revision, note, base, at } = await only();
    assert.notEqual(revision, "late");
    assert.deepEqual([note, base], [said.note, said.base]);
    assert.ok(at > said.at);
  }
});

test("changes one after another are one answer with a new revision and the old base, whatever the page knew", async () => {
  const state = await stateNow();
  await answer(store, state, WANG.id, "item3", { grade: "3" });
  const first = await only();
  await answer(store, state, WANG.id, "item3", { note: "好" });
  const second = await only();
  assert.deepEqual([second.grade, second.note, second.base], ["3", "好", null]);
  assert.notEqual(second.revision, first.revision);
  assert.ok(Date.parse(second.at) > Date.parse(first.at));
});

test("what says nothing new changes nothing: what was signed stays signed", async () => {
  await answer(store, await stateNow(), WANG.id, "item3", { grade: "3" });
  const before = await only();
  await answer(store, await stateNow(), WANG.id, "item3", { grade: "3" });
  assert.deepEqual(await only(), before);
  await store.replace(before, null);
  const by = { grade: null, checked: true, note: "", facts: {}, why: "", revision: "x", by: LI, at: before.at };
  await answer(store, await stateNow({ answers: { item1: by } }), WANG.id, "item1", { checked: true });
  assert.deepEqual(await store.entries(), []);
  await answer(store, await stateNow(), WANG.id, "item1", { checked: true });
  assert.equal((await store.entries()).length, 1);
});

test("of one's own answers the later is later, even where the clock was put back", async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  await store.put(answerEntry("item3", { at: tomorrow }));
  await answer(store, await stateNow(), WANG.id, "item3", { grade: "3" });
  assert.ok(Date.parse((await only()).at) > Date.parse(tomorrow));
});

test("a change of what was refused waits to be sent again", async () => {
  await store.put(answerEntry("item3", { state: "refused", refusal: { zh: "不", en: "no" }, base: "b" }));
  await answer(store, await stateNow(), WANG.id, "item3", { grade: "3" });
  const { state, refusal, base } = await only();
  assert.deepEqual([state, refusal, base], ["waiting", null, "b"]);
});

test("to confirm names every fact, null where the station states none", async () => {
  await answer(store, await stateNow(), WANG.id, "item1", { checked: true });
  const { checked, facts, grade } = await only();
  assert.deepEqual([checked, facts, grade], [true, { area: 60, people: null }, null]);
});

test("to confirm keeps what is shown", async () => {
  const state = await stateNow();
  await answer(store, state, WANG.id, "item2", { facts: { people: 5 }, why: "点名" });
  await answer(store, await stateNow(), WANG.id, "item1", { checked: true });
  const confirmed = (await store.entries()).find((entry) => entry.kind === "answer" && entry.item === "item1") as AnswerEntry;
  assert.deepEqual([confirmed.facts, confirmed.why], [{ area: 60, people: 5 }, "点名"]);
});

test("to confirm what a colleague found elsewhere is an answer, though nothing that is shown changes", async () => {
  const stands = { revision: "x", grade: null, checked: true, note: "", why: "", by: WANG, at: "2026-03-02T09:00:00Z" } as const;
  const facts = { area: 60, people: 3 };
  const packet = { declared: facts, answers: { item1: { ...stands, facts } } };
  await answer(store, await stateNow(packet), WANG.id, "item1", { checked: true });
  assert.deepEqual(await store.entries(), []);
  const overruled = [{ item: "item1", fact: "people", by: LI, elsewhere: "item2" }];
  await answer(store, await stateNow({ ...packet, overruled }), WANG.id, "item1", { checked: true });
  assert.deepEqual((await only()).facts, facts);
});

test("a note alone does not mean that the item was looked at", async () => {
  await answer(store, await stateNow(), WANG.id, "item1", { note: "待查" });
  const { checked, facts, note } = await only();
  assert.deepEqual([checked, facts, note], [false, {}, "待查"]);
});

test("facts are kept as the server writes them, and wrong ones not at all", async () => {
  await answer(store, await stateNow(), WANG.id, "item1", { facts: { area: "52.50" }, why: "实测" });
  assert.deepEqual((await only()).facts, { area: 52.5, people: null });
  await assert.rejects(answer(store, await stateNow(), WANG.id, "item1", { facts: { area: "五十" }, why: "实测" }), FactError);
  assert.deepEqual((await only()).facts, { area: 52.5, people: null });
});

test("what differs from what was declared needs a reason; what does not, keeps none", async () => {
  const state = await stateNow();
  await assert.rejects(answer(store, state, WANG.id, "item1", { facts: { area: 40 } }), WhyMissing);
  await assert.rejects(answer(store, state, WANG.id, "item1", { facts: { area: 40 }, why: " " }), WhyMissing);
  assert.deepEqual(await store.entries(), []);
  await answer(store, state, WANG.id, "item1", { facts: { area: 40 }, why: "实测" });
  await answer(store, await stateNow(), WANG.id, "item1", { note: "已复核" });
  assert.equal((await only()).why, "实测");
  await answer(store, await stateNow(), WANG.id, "item1", { facts: { area: "60.0" } });
  assert.equal((await only()).why, "");
});

test("a photograph that was never sent leaves no trace, with its drawing", async () => {
  await store.putFile(await photographEntry("p1", bytesOf("p1")), bytesOf("p1"));
  await draw(store, await stateNow(), "p1", []);
  await withdraw(store, await stateNow(), "p1", "拍糊了");
  assert.deepEqual([await store.entries(), await store.bytes("p1")], [[], undefined]);
});

test("a photograph that may be on the server is withdrawn there", async () => {
  await store.putFile(await photographEntry("p1", bytesOf("p1"), { state: "sent" }), bytesOf("p1"));
  await withdraw(store, await stateNow(), "p1", "拍糊了");
  assert.deepEqual((await store.entries()).map(({ kind }) => kind).sort(), ["photograph", "withdrawal"]);
});

test("the end says what the tablet showed, can be said anew, and taken back until it has gone out", async () => {
  const ends = async () => (await store.entries()) as Extract<Entry, { kind: "end" }>[];
  await endVisit(store, await stateNow(), "小结", "r1");
  await endVisit(store, await stateNow(), "改过的小结", "r1");
  const [end] = await ends();
  assert.deepEqual([end?.summary, end?.outcome, end?.score, end?.standard, end?.release], ["改过的小结", "incomplete", "66.7", "d1", "r1"]);
  assert.deepEqual(end?.verdicts, { item1: "met", item2: "met", item3: "undecided" });
  assert.equal(await takeBackEnd(store, await stateNow()), true);
  assert.deepEqual(await ends(), []);
  await endVisit(store, await stateNow(), "", "r1");
  await store.replace((await ends())[0]!, { ...(await ends())[0]!, state: "sent" });
  await endVisit(store, await stateNow(), "太晚", "r1");
  assert.deepEqual([(await ends())[0]?.summary, await takeBackEnd(store, await stateNow())], ["", false]);
});

test("nothing is done in the name of nobody", async () => {
  const state = await stateNow();
  await store.setPerson(null);
  await assert.rejects(draw(store, state, "p1", []), NobodyHere);
  assert.equal(state.packet.id, VISIT);
});
