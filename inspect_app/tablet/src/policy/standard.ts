/**
 * A standard as the server gives it, and the assessment of a site by it:
 *
 *   const standard = compileStandard(json);            // once
 *   const { outcome, score, items } = standard.assess({ floor_area_m2: 52 }, rulings);
 *
 * The same facts come to the same verdicts, explanations and scores, word for word, as on the server.
 */
import { assessment, type Assessment } from "./assessment.ts";
import { type Declarations, type FactJson, factJson, type FactsJson } from "./facts.ts";
import { factsParser } from "./fact_values.ts";
import { checker, type CompiledItem, type Item } from "./items.ts";
import { type Boundary, NO_RULINGS, type Ruling, rulingsByItem } from "./rulings.ts";
import { compileRule } from "./rules/compile.ts";
import type { Text } from "./text.ts";
import { speaker, type Wording, type Words } from "./wording.ts";

export interface Section {
  readonly id: string;
  readonly title: Text;
  readonly weight: number;
  readonly items: readonly Item[];
}

/** One edition of a standard. */
export interface Standard {
  readonly standard: string;
  readonly edition: string;
  readonly sha256: string;
  readonly title: Text;
  readonly document: Text;
  readonly wording: Wording;
  readonly facts: Declarations;
  readonly sections: readonly Section[];
}

export interface CompiledStandard {
  /** Where the items can be read in two ways. */
  readonly boundaries: ReadonlyMap<string, readonly Boundary[]>;
  /** Throws `FactError` for a value that cannot be accepted. */
  readonly checkFact: (name: string, raw: FactJson) => void;
  /** The value as the server writes it. Throws `FactError` for one that cannot be accepted. */
  readonly normalised: (name: string, raw: FactJson) => FactJson;
  /** Every verdict, the outcome and the score. Throws `FactError` for wrong facts or rulings. */
  readonly assess: (facts: FactsJson, rulings?: readonly Ruling[]) => Assessment;
}

/** Throws, naming the item, for a rule that this release cannot apply. */
export function compileStandard(standard: Standard): CompiledStandard {
  const words = speaker(standard.wording);
  const parse = factsParser(standard.facts, words);
  const items = standard.sections.flatMap((section) => section.items);
  const compiled = items.map((item) => compileItem(item, standard, words));
  const checkers = compiled.map((each) => checker(each, words));
  const boundaries = boundariesByItem(compiled);
  return {
    boundaries,
    checkFact: (name, raw) => void parse({ [name]: raw }),
    normalised: (name, raw) => factJson(parse({ [name]: raw }).get(name)!),
    assess(facts, rulings = []) {
      const given = parse(facts);
      const ruled = rulingsByItem(rulings, boundaries, words);
      const checked = checkers.map((check, index) => check(given, ruled.get(items[index]!.id) ?? NO_RULINGS));
      return assessment(standard, items, checked);
    },
  };
}

function compileItem(item: Item, standard: Standard, words: Words): CompiledItem {
  try {
    return { item, rule: compileRule(item.rule, standard.facts, words) };
  } catch (error) {
    throw new Error(`${standard.standard}, item ${item.id}: ${(error as Error).message}`, { cause: error });
  }
}

function boundariesByItem(items: readonly CompiledItem[]): ReadonlyMap<string, readonly Boundary[]> {
  const found = items.filter(({ rule }) => rule.boundaries.length);
  return new Map(found.map(({ item, rule }) => [item.id, rule.boundaries]));
}
