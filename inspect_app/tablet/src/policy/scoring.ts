/**
 * The score. A section's weight is spread evenly over its applicable items. A measured item earns all or nothing, a
 * judged one its grade in quarters, an open one nothing yet. All arithmetic is exact.
 */
import { tenths } from "./exact.ts";
import type { Finding } from "./rules/base.ts";

const ALL_QUARTERS = 4;

/** One section's points: `quarters` of items earned, and `stillOpen` items, of the `applicable` ones. */
export interface SectionTally {
  readonly weight: number;
  readonly applicable: number;
  readonly quarters: number;
  readonly stillOpen: number;
}

/** Points with one decimal, earned and still open. */
export interface Points {
  readonly points: number;
  readonly points_open: number;
}

/** The tally of one section from the findings of the items that count. */
export function tally(weight: number, findings: readonly Finding[]): SectionTally {
  const applicable = findings.filter(({ verdict }) => verdict !== "not_applicable");
  const met = applicable.filter(({ verdict }) => verdict === "met");
  const failed = applicable.filter(({ verdict }) => verdict === "not_met");
  return {
    weight,
    applicable: applicable.length,
    quarters: met.reduce((sum, { grade }) => sum + (grade ?? ALL_QUARTERS), 0),
    stillOpen: applicable.length - met.length - failed.length,
  };
}

/** The points of one section; one with no applicable item earns nothing. */
export function sectionPoints({ weight, applicable, quarters, stillOpen }: SectionTally): Points {
  return {
    points: tenths(BigInt(weight * quarters), BigInt(ALL_QUARTERS * applicable || 1)),
    points_open: tenths(BigInt(weight * stillOpen), BigInt(applicable || 1)),
  };
}

/** The points over all sections. */
export function totalPoints(sections: readonly SectionTally[]): Points {
  let [earned, open, shared] = [0n, 0n, 1n];
  for (const { weight, applicable, quarters, stillOpen } of sections) {
    if (!applicable) continue;
    const parts = BigInt(ALL_QUARTERS * applicable);
    earned = earned * parts + BigInt(weight * quarters) * shared;
    open = open * parts + BigInt(ALL_QUARTERS * weight * stillOpen) * shared;
    shared *= parts;
  }
  return { points: tenths(earned, shared), points_open: tenths(open, shared) };
}
