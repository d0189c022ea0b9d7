import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import type { Entry, Packet } from "../../src/offline/model.ts";
import { sha256OfText } from "../../src/offline/sha256.ts";
import { visitState } from "../../src/offline/state.ts";
import { compileStandard } from "../../src/policy/index.ts";
import {
  answerEntry, bytesOf, drawingEntry, endEntry, LI, NOTHING_HELD, packetOf, photographEntry, signatureEntry, STANDARD,
  WANG, withdrawalEntry,
} from "./fixtures.ts";

const COMPILED = compileStandard(STANDARD);
const AT = "2026-03-02T09:00:00+08:00";
const KEPT = {
  id: "kept", item: "item3", sha256: "k", by: LI, at: AT, thumbnail: "/t", display: "/d", source: null, drawing: null,
};
const BY_LI = { revision: "x", grade: null, checked: true, note: "", facts: {}, why: "", by: LI, at: AT } as const;

function stateOf(packet: Partial<Packet> = {}, ...entries: Entry[]) {
  return visitState(packetOf(packet), STANDARD, COMPILED, entries);
}

test("without entries it is what the packet says", () => {
  const { items, totals, unsent } = stateOf({ answers: { item1: BY_LI } });
  assert.deepEqual(items.map(({ id, done, verdict }) => [id, done, verdict]), [
    ["item1", true, "met"],
    ["item2", false, "met"],
    ["item3", false, "undecided"],
  ]);
  assert.deepEqual([items[0]?.by, items[0]?.revision, items[0]?.waiting], [LI, "x", false]);
  assert.deepEqual([totals.score, totals.outcome, totals.pointsOpen, totals.done, totals.total], [66.7, "incomplete", 33.3, 1, 3]);
  assert.deepEqual(unsent, { answers: 0, photographs: 0, signatures: 0, bytes: 0, refused: 0, holding: 0, others: 0 });
});

test("what was tapped counts at once: verdict, score, filters", () => {
  const { items, totals } = stateOf({}, answerEntry("item3", { grade: "1" }));
  assert.deepEqual([items[2]?.verdict, items[2]?.done, items[2]?.lacksNote, items[2]?.waiting], ["not_met", true, true, true]);
  assert.deepEqual(totals.counts, { open: 2, "no-note": 1, failed: 1, "no-photograph": 3 });
  assert.equal(totals.outcome, "rectify");
});

test("a fact found for one item counts for the others that read it, and the later one wins", () => {
  const [first, second] = [
    answerEntry("item1", { grade: null, facts: { area: 40, people: 3 }, at: "2026-03-02T10:00:00Z" }),
    answerEntry("item2", { grade: null, facts: { open: true, people: 5 }, at: "2026-03-02T10:00:01Z" }),
  ];
  const [item1, item2] = stateOf({}, first, second).items;
  assert.equal(item1?.verdict, "not_met");
  assert.deepEqual(item1?.facts["area"], { declared: 60, value: 40, stated: true, differs: true });
  assert.deepEqual([item1?.facts["people"]?.value, item2?.facts["people"]?.value], [5, 5]);
  assert.deepEqual(item2?.facts["open"], { declared: true, value: true, stated: true, differs: false });
});

test("a fact that was not found is not known any more", () => {
  const [item1] = stateOf({}, answerEntry("item1", { grade: null, facts: { area: null, people: null } })).items;
  assert.deepEqual([item1?.verdict, item1?.facts["area"]?.differs], ["undecided", true]);
});

test("an answer that the server holds already changes nothing", () => {
  const entry = answerEntry("item3", { revision: "r", grade: "1" });
  const held = { answers: { item3: { ...BY_LI, revision: "r", grade: "4" } } } as const;
  for (const receipt of [
    { ...NOTHING_HELD, answers: { item3: "r" } },
    { ...NOTHING_HELD, superseded: ["r"] },
    { ...NOTHING_HELD, rivals: ["r"] },
  ]) {
    const { items, unsent } = stateOf({ ...held, receipt, facts: { judgements: { item3: 4 } } }, entry);
    assert.deepEqual([items[2]?.grade, unsent.answers], ["4", 0]);
  }
});

test("what another edition does not accept any more counts for nothing, and stays to be seen", () => {
  const { items } = stateOf({}, answerEntry("item1", { grade: null, facts: { rooms: 3, area: 40 } }), answerEntry("item3"));
  assert.deepEqual([items[0]?.verdict, items[0]?.done, items[2]?.verdict], ["met", false, "met"]);
  assert.deepEqual([items[0]?.facts["area"]?.value, items[0]?.waiting], [60, true]);
});

test("what was said of an item that is gone, or in another way than it is judged now, counts for nothing", () => {
  const gone = answerEntry("gone", { grade: "1", state: "refused", refusal: { zh: "无此项。", en: "No such item." } });
  const { items, gaps, statement, unsent } = stateOf({}, gone, answerEntry("item1", { grade: "3" }));
  assert.deepEqual([items.map(({ id }) => id), items[0]?.done, unsent.refused], [["item1", "item2", "item3"], false, 1]);
  assert.ok(!gaps.some(({ text }) => text.zh.includes("无此项")));
  assert.ok(!statement.includes("gone"));
});

test("a grade of an earlier visit counts until this one gives its own", () => {
  const facts = { judgements: { item3: 3 } };
  assert.equal(stateOf({ facts }, answerEntry("item3", { grade: null })).items[2]?.verdict, "met");
  const graded = { facts, answers: { item3: { ...BY_LI, grade: "3" } } } as const;
  assert.equal(stateOf(graded, answerEntry("item3", { grade: null })).items[2]?.verdict, "undecided");
  assert.equal(stateOf({ facts }, answerEntry("item3", { grade: "n/a" })).items[2]?.verdict, "not_applicable");
});

test("photographs kept and waiting stand together; withdrawn ones are left out, drawings laid over", async () => {
  const taken = await photographEntry("p1", bytesOf("p1"), { at: "2026-03-02T08:00:00+08:00" });
  const shown = (...entries: Entry[]) => stateOf({ photographs: [KEPT] }, taken, ...entries).items;
  assert.deepEqual(shown()[0]?.photographs.map(({ id, entry, kept }) => [id, !!entry, !!kept]), [["p1", true, false]]);
  assert.deepEqual(shown()[2]?.photographs.map(({ id, kept }) => [id, kept]), [["kept", KEPT]]);
  assert.deepEqual(shown(withdrawalEntry("kept"))[2]?.photographs, []);
  assert.deepEqual(shown(drawingEntry("kept", "d1"))[2]?.photographs[0]?.drawing?.revision, "d1");
});

test("gaps come item by item, then those of the visit", () => {
  const refusal = { zh: "不行。", en: "No." };
  const { gaps } = stateOf(
    { rivals: [{ item: "item1", revision: "y", by: LI, at: AT }] },
    answerEntry("item2", { grade: null, facts: { open: false, people: 2 } }),
    answerEntry("item3", { state: "refused", refusal }),
  );
  assert.deepEqual(gaps.map(({ item, text, blocks }) => [item, text.zh, blocks]), [
    ["item1", "item1：两份记录不一致，请组长选定", true],
    ["item1", "item1：尚未检查", true],
    ["item2", "item2：不符合，请写明情况", true],
    ["item2", "item2：不符合，最好附上照片", false],
    ["item3", "item3：不行。", true],
    [null, "检查员尚未签名", false],
    [null, "站点负责人尚未签名", false],
  ]);
});

test("a fact that two found differently is spoken of at both items until one is answered anew", () => {
  const packet = {
    answers: { item1: BY_LI, item2: { ...BY_LI, by: WANG } },
    overruled: [{ item: "item1", fact: "people", by: WANG, elsewhere: "item2" }],
  };
  const { items, gaps } = stateOf(packet);
  assert.deepEqual(items.map(({ dispute }) => dispute && [dispute.text.zh, dispute.elsewhere, dispute.blocks]), [
    ["“int”与王芳的记录不一致，请核对后重新确认", "item2", true],
    ["“int”与李强的记录不一致，目前以本项为准", "item1", false],
    null,
  ]);
  assert.deepEqual(gaps.filter(({ blocks }) => blocks).map(({ text }) => text.zh), [
    "item1：“int”与王芳的记录不一致，请核对后重新确认",
    "item3：尚未检查",
  ]);
  const anew = answerEntry("item1", { grade: null, facts: { people: 5 } });
  assert.deepEqual(stateOf(packet, anew).items.map(({ dispute }) => dispute), [null, null, null]);
  assert.equal(stateOf(packet, { ...anew, state: "refused" }).items[0]?.dispute?.blocks, true);
});

test("a signature fits while nothing changes, on the tablet and on the server", async () => {
  const answer = answerEntry("item3");
  const { statement } = stateOf({}, answer);
  const signed = await signatureEntry("s1", bytesOf("s1"), { statement });
  const kept = { id: "s0", role: "station_head", name: "赵", sha256: "s", statement: sha256OfText(statement), at: AT } as const;
  const fits = (...entries: Entry[]) => stateOf({ signatures: [kept] }, signed, ...entries).signatures.map((each) => each.fits);
  assert.deepEqual(fits(answer), [true, true]);
  assert.deepEqual(fits(answer, answerEntry("item1", { grade: null })), [false, false]);
  const { gaps } = stateOf({ signatures: [kept] }, signed);
  assert.equal(gaps.at(-1)?.text.en, "The head of the station signed before the last change: please sign again");
});

test("what is not on the server yet is counted by kind, with the bytes; what is refused apart", async () => {
  const { unsent, end } = stateOf(
    {},
    answerEntry("item1", { grade: null }),
    answerEntry("item2", { grade: null, state: "refused" }),
    await photographEntry("p1", bytesOf("1234")),
    await signatureEntry("s1", bytesOf("12")),
    drawingEntry("p1", "d1"),
    endEntry("e1"),
    { ...answerEntry("item3"), visit: "another" },
  );
  assert.deepEqual(unsent, { answers: 1, photographs: 1, signatures: 1, bytes: 6, refused: 1, holding: 1, others: 2 });
  assert.equal(end?.id, "e1");
});

test("what is refused with an item that is gone, and what belongs to it, holds up no end", async () => {
  const refused = { state: "refused", refusal: { zh: "无此项。", en: "No such item." } } as const;
  const gone = await photographEntry("p1", bytesOf("1"), { item: "gone", ...refused });
  const drawing = { ...drawingEntry("p1", "d1"), ...refused };
  assert.equal(stateOf({}, gone, drawing, answerEntry("gone", refused)).unsent.holding, 0);
  assert.equal(stateOf({}, { ...gone, item: "item1" }, drawing).unsent.holding, 2);
  assert.equal(stateOf({}, drawing).unsent.holding, 1);
});

test("only the items of the visit are shown, all of them are judged", () => {
  const { items, verdicts } = stateOf({ items: ["item3", "item1"] });
  assert.deepEqual([items.map(({ id }) => id), Object.keys(verdicts)], [["item1", "item3"], ["item1", "item2", "item3"]]);
});

test("the name of who gave an answer is that of the visit's inspectors", () => {
  assert.deepEqual(stateOf({}, answerEntry("item3")).items[2]?.by, WANG);
});

test("the digest of a text is SHA-256, of any length and in any script", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 100_000]) {
    for (const letter of ["a", "检", "𠮷"]) {
      const text = letter.repeat(length);
      assert.equal(sha256OfText(text), createHash("sha256").update(text).digest("hex"));
    }
  }
});
