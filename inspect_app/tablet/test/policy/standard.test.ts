import assert from "node:assert/strict";
import { test } from "node:test";

import { compileStandard, FactError, type FactsJson, type Ruling } from "../../src/policy/index.ts";
import type { Band, Rule } from "../../src/policy/rules/kinds.ts";
import { bothLanguages } from "../../src/policy/text.ts";
import { fact, standardOf, WORDING } from "./fixtures.ts";

const FACTS = { area: fact("number"), open: fact("bool"), locked: fact("bool") };
const OPEN: Rule = { tag: "is_true", fact: "open" };
const LOCKED: Rule = { tag: "is_true", fact: "locked" };
const AREA: Rule = { tag: "at_least", fact: "area", limit: 50 };
const CLASSES: readonly Band[] = [
  { reading: "small", text: bothLanguages("small"), up_to: 50, rule: OPEN },
  { reading: "large", text: bothLanguages("large"), from: "50.0", rule: LOCKED },
];
const BY_AREA: Rule = { tag: "bands", by: "area", bands: CLASSES };

function result(rule: Rule, facts: FactsJson, rulings: readonly Ruling[] = []) {
  return compileStandard(standardOf(FACTS, rule)).assess(facts, rulings).items["item1"]!;
}

test("an unknown kind of rule stops, and says which item has it and what to do", () => {
  const standard = standardOf(FACTS, OPEN, { tag: "all_of", rules: [{ tag: "sum_of" } as unknown as Rule] });
  const message = /^Error: sample, item item2: unknown kind of rule "sum_of": .* load the page again$/;
  assert.throws(() => compileStandard(standard), message);
});

test("a rule on a fact that is not declared stops", () => {
  const standard = standardOf(FACTS, { tag: "is_true", fact: "constructor" });
  assert.throws(() => compileStandard(standard), /item item1: the rule reads "constructor", which is not declared/);
});

test("a standard that lacks a sentence stops before it is used", () => {
  const standard = { ...standardOf(FACTS, OPEN), wording: { ...WORDING, sentences: {} as never } };
  assert.throws(() => compileStandard(standard), /lacks the wording of explanation, unknown, .*: load it again/);
});

test("a missing fact is undecided and named, never a no", () => {
  const found = result(AREA, {});
  assert.deepEqual([found.verdict, found.missing], ["undecided", ["area", "open", "locked"]]);
});

test("the limit itself is enough, and a hair below it is not", () => {
  assert.equal(result(AREA, { area: "50.00" }).verdict, "met");
  assert.equal(result(AREA, { area: "49.99999999999999999999" }).verdict, "not_met");
});

test("one definite failure decides, whatever else is missing", () => {
  assert.equal(result({ tag: "all_of", rules: [AREA, OPEN] }, { area: 1 }).verdict, "not_met");
});

test("at a number that two classes claim, a ruling is needed and decides", () => {
  const facts = { area: 50, open: true, locked: false };
  const disputed = result(BY_AREA, facts);
  assert.equal(disputed.verdict, "needs_ruling");
  assert.deepEqual(disputed.readings?.map(({ reading, verdict }) => [reading, verdict]), [
    ["small", "met"],
    ["large", "not_met"],
  ]);
  const at = "2013-03-01T00:00:00Z";
  const ruling = { item: "item1", boundary: "area=50", reading: "large", reason: "r", by: "b", at };
  assert.deepEqual(result(BY_AREA, facts, [ruling]).ruling, ruling);
  assert.equal(result(BY_AREA, facts, [ruling]).verdict, "not_met");
});

test("while the size is missing, the verdict is the one on which all classes agree", () => {
  assert.equal(result(BY_AREA, { open: true, locked: true }).verdict, "met");
  assert.equal(result(BY_AREA, { open: true, locked: false }).verdict, "undecided");
});

test("a wrong fact is refused with its place, and no verdict is given", () => {
  const standard = compileStandard(standardOf({ people: fact("records", { fields: {} }), ...FACTS }, OPEN));
  const place = (facts: FactsJson) => {
    try {
      return standard.assess(facts).outcome;
    } catch (error) {
      return error instanceof FactError ? error.place : String(error);
    }
  };
  assert.equal(place({ open: 1 }), "open");
  assert.equal(place({ people: [{}, { age: 3 }] }), "people[1].age");
  assert.equal(place({ toString: true }), "toString");
});

test("the score counts what is met, and says what open items may still add", () => {
  const standard = compileStandard(standardOf(FACTS, OPEN, LOCKED, AREA));
  const { outcome, score, points_open, open } = standard.assess({ open: true, locked: false });
  assert.deepEqual([outcome, score, points_open, open], ["rectify", 33.3, 33.3, ["item3"]]);
});
