/** Rules made of rules, and the rule that a clause settles by itself. */
import { inARow } from "../text.ts";
import type { Verdict } from "../verdicts.ts";
import { type Compiled, compiled, type Context, type Finding, finding, unique } from "./base.ts";
import type { AllOf, Settled } from "./kinds.ts";

/** A verdict the clause itself states for a size class, whatever else is known. */
export function settled({ verdict, text }: Settled): Compiled {
  const found = finding(verdict, text);
  return compiled([], () => found);
}

/** Every one of the rules must be met. One definite failure decides, whatever the others lack. */
export function allOf({ rules }: AllOf, { compile }: Context): Compiled {
  const parts = rules.map(compile);
  return {
    reads: unique(parts.flatMap(({ reads }) => reads)),
    boundaries: parts.flatMap(({ boundaries }) => boundaries),
    check: (given, rulings) => joined(parts.map(({ check }) => check(given, rulings))),
  };
}

// The first of these that any part comes to is what the whole comes to.
const BY_WEIGHT: readonly Verdict[] = ["not_met", "undecided", "needs_ruling", "met", "not_applicable"];

/** The parts that decide, as one finding. */
function joined(findings: readonly Finding[]): Finding {
  const verdict = BY_WEIGHT.find((each) => findings.some((part) => part.verdict === each))!;
  const deciding = findings.filter((part) => part.verdict === verdict);
  return finding(verdict, inARow(deciding.map(({ text }) => text)), {
    missing: deciding.flatMap(({ missing }) => missing),
    readings: deciding.flatMap(({ readings }) => readings),
    ruling: deciding.find(({ ruling }) => ruling)?.ruling ?? null,
  });
}
