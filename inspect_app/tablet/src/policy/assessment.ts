/** What a whole assessment comes to: outcome, score, and what is still open. */
import { type Checked, counts, type Item, type ItemResult } from "./items.ts";
import type { Finding } from "./rules/base.ts";
import { type Points, sectionPoints, tally, totalPoints } from "./scoring.ts";
import type { Section, Standard } from "./standard.ts";
import { isOpen, type Outcome } from "./verdicts.ts";

/** Field by field what the server answers; points are 0 to 100 with one decimal, `open` items that count. */
export interface Assessment {
  readonly standard: string;
  readonly edition: string;
  readonly outcome: Outcome;
  readonly score: number;
  readonly points_open: number;
  readonly open: readonly string[];
  readonly sections: Readonly<Record<string, Points & { readonly weight: number }>>;
  readonly items: Readonly<Record<string, ItemResult>>;
}

/** `checked` are the `items`, in the same order. */
export function assessment(standard: Standard, items: readonly Item[], checked: readonly Checked[]): Assessment {
  const byItem = new Map(items.map(({ id }, index) => [id, checked[index]!.finding]));
  const counting = items.filter(counts);
  const open = counting.filter(({ id }) => isOpen(byItem.get(id)!.verdict)).map(({ id }) => id);
  const failed = counting.some(({ id }) => byItem.get(id)!.verdict === "not_met");
  const tallies = standard.sections.map((section) => ({ id: section.id, ...sectionTally(section, byItem) }));
  const total = totalPoints(tallies);
  return {
    standard: standard.standard,
    edition: standard.edition,
    outcome: failed ? "rectify" : open.length ? "incomplete" : "certify",
    score: total.points,
    points_open: total.points_open,
    open,
    sections: Object.fromEntries(tallies.map((each) => [each.id, { weight: each.weight, ...sectionPoints(each) }])),
    items: Object.fromEntries(items.map(({ id }, index) => [id, checked[index]!.result])),
  };
}

function sectionTally({ weight, items }: Section, byItem: ReadonlyMap<string, Finding>) {
  return tally(weight, items.filter(counts).map(({ id }) => byItem.get(id)!));
}
