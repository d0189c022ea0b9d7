/** One requirement of a standard, and what it comes to on the facts of one site. */
import { factJson, type Facts, type FactsJson, gradesIn } from "./facts.ts";
import { type BoundaryRulings, type Ruling, rulingJson } from "./rulings.ts";
import type { Compiled, Finding, ReadingVerdict } from "./rules/base.ts";
import type { Rule } from "./rules/kinds.ts";
import type { Text } from "./text.ts";
import type { Mode, Obligation, Verdict } from "./verdicts.ts";
import type { Words } from "./wording.ts";

/** An item as a standard's JSON gives it. */
export interface Item {
  readonly id: string;
  readonly section: string;
  readonly clause: string;
  readonly obligation: Obligation;
  readonly mode: Mode;
  readonly title: Text;
  readonly basis: Text;
  readonly answer_kind: string;
  readonly facts: readonly string[];
  readonly rule: Rule;
}

export interface CompiledItem {
  readonly item: Item;
  readonly rule: Compiled;
}

/** The answer for one item, field by field what the server answers. */
export interface ItemResult {
  readonly verdict: Verdict;
  readonly obligation: Obligation;
  readonly clause: string;
  readonly facts: FactsJson;
  readonly missing: readonly string[];
  readonly explanation: Text;
  readonly readings?: readonly ReadingVerdict[];
  readonly ruling?: Ruling;
}

/** Whether the item decides the outcome and earns points. */
export function counts({ obligation }: Item): boolean {
  return obligation !== "encouraged";
}

/** What an item comes to: for the score, and as the answer. */
export interface Checked {
  readonly finding: Finding;
  readonly result: ItemResult;
}

export type Checker = (given: Facts, rulings: BoundaryRulings) => Checked;

/** A tap changes one fact of a hundred: while an item reads the very same values, the answer is the one given before. */
export function checker({ item, rule }: CompiledItem, words: Words): Checker {
  let last: (Checked & { readonly read: readonly unknown[] }) | undefined;
  return (given, rulings) => {
    const read = [rulings, ...valuesRead(item, given)];
    if (last && read.every((value, index) => value === last!.read[index])) return last;
    const finding = rule.check(given, rulings);
    return (last = { read, finding, result: itemResult(item, finding, given, words) });
  };
}

/** In the order of the item's facts; of the grades only its own. */
function valuesRead({ id, rule, facts }: Item, given: Facts): readonly unknown[] {
  return rule.tag === "graded" ? [gradesIn(given, rule.fact)?.get(id)] : facts.map((name) => given.get(name));
}

function itemResult(item: Item, found: Finding, given: Facts, words: Words): ItemResult {
  return {
    verdict: found.verdict,
    obligation: item.obligation,
    clause: item.clause,
    facts: factsRead(item, given),
    missing: missing(item, found, given),
    explanation: words.say("explanation", { finding: found.text, basis: item.basis }),
    ...(found.readings.length ? { readings: found.readings } : {}),
    ...(found.ruling ? { ruling: rulingJson(found.ruling) } : {}),
  };
}

/** The facts the item read; of the grades only its own. */
function factsRead({ id, rule, facts }: Item, given: Facts): FactsJson {
  if (rule.tag === "graded") {
    const grade = gradesIn(given, rule.fact)?.get(id);
    return grade === undefined ? {} : { [rule.fact]: { [id]: grade } };
  }
  const read = facts.filter((name) => given.has(name));
  return Object.fromEntries(read.map((name) => [name, factJson(given.get(name)!)]));
}

/** What the item reads and nobody has stated: facts, and places inside facts. */
function missing({ mode, facts }: Item, found: Finding, given: Facts): readonly string[] {
  if (mode === "judged") return found.missing;
  return [...facts.filter((name) => !given.has(name)), ...found.missing];
}
