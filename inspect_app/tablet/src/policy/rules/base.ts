/** What every kind of rule has in common. */
import type { Declarations, FactDeclaration, Facts } from "../facts.ts";
import type { Boundary, BoundaryRulings, Ruling } from "../rulings.ts";
import type { Text } from "../text.ts";
import type { Verdict } from "../verdicts.ts";
import type { Words } from "../wording.ts";
import type { Rule } from "./kinds.ts";

/** What one reading of a clause comes to on these facts. */
export interface ReadingVerdict {
  readonly boundary: string;
  readonly reading: string;
  readonly text: Text;
  readonly verdict: Verdict;
}

/**
 * What a rule finds in the facts. `missing` are places inside a fact that are not filled in, such as
 * `staff[2].city_hours`; `readings` the verdict by each reading where the facts lie on a boundary; `ruling` the
 * ruling that decided; `grade` the inspector's grade.
 */
export interface Finding {
  readonly verdict: Verdict;
  readonly text: Text;
  readonly missing: readonly string[];
  readonly readings: readonly ReadingVerdict[];
  readonly ruling: Ruling | null;
  readonly grade: number | null;
}

export type Check = (given: Facts, rulings: BoundaryRulings) => Finding;

/** A rule ready to be applied: the facts it reads, the deciding one first, and where it can be read in two ways. */
export interface Compiled {
  readonly reads: readonly string[];
  readonly boundaries: readonly Boundary[];
  readonly check: Check;
}

/** What a rule is compiled with. */
export interface Context {
  readonly facts: Declarations;
  readonly words: Words;
  readonly compile: (rule: Rule) => Compiled;
}

type Reasons = Partial<Omit<Finding, "verdict" | "text">>;

export function finding(verdict: Verdict, text: Text, reasons: Reasons = {}): Finding {
  return { verdict, text, missing: [], readings: [], ruling: null, grade: null, ...reasons };
}

/** A rule without boundaries. */
export function compiled(reads: readonly string[], check: Check): Compiled {
  return { reads, boundaries: [], check };
}

/** The finding when a fact that would change the answer is missing. */
export function unknown(words: Words, labels: readonly Text[], missing: readonly string[] = []): Finding {
  return finding("undecided", words.say("unknown", { facts: words.listed(labels) }), { missing });
}

/** The declaration of a fact that a rule names. Throws for one that the standard does not declare. */
export function declaredIn(facts: Declarations | undefined, name: string): FactDeclaration {
  const found = facts && Object.hasOwn(facts, name) ? facts[name] : undefined;
  if (!found) throw new Error(`the rule reads "${name}", which is not declared`);
  return found;
}

export function unique<T>(values: Iterable<T>): T[] {
  return [...new Set(values)];
}
