/** Where a clause can be read in two ways, and what the city union has ruled about it. */
import { FactError } from "./fact_error.ts";
import { bothLanguages, type Text } from "./text.ts";
import type { Words } from "./wording.ts";

export interface Reading {
  readonly id: string;
  readonly text: Text;
}

/** A value that two size classes of a clause both claim, such as `member_count=2000`. */
export interface Boundary {
  readonly id: string;
  readonly fact: string;
  readonly value: string;
  readonly text: Text;
  readonly readings: readonly Reading[];
}

/** The city union's choice of one reading at one boundary of one item; `at` in ISO 8601 with its offset. */
export interface Ruling {
  readonly item: string;
  readonly boundary: string;
  readonly reading: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** The rulings in force for one item, by boundary. */
export type BoundaryRulings = ReadonlyMap<string, Ruling>;
export const NO_RULINGS: BoundaryRulings = new Map();

/**
 * The rulings in force, by item and boundary; of several for one boundary the latest counts. Throws `FactError` for
 * a ruling on an item, boundary or reading that does not exist.
 */
export function rulingsByItem(
  rulings: readonly Ruling[],
  boundaries: ReadonlyMap<string, readonly Boundary[]>,
  words: Words,
): ReadonlyMap<string, BoundaryRulings> {
  const found = new Map<string, Map<string, Ruling>>();
  for (const ruling of rulings) {
    check(ruling, boundaries, words);
    const ofItem = found.get(ruling.item) ?? new Map<string, Ruling>();
    const earlier = ofItem.get(ruling.boundary);
    if (!earlier || !isLater(earlier.at, ruling.at)) ofItem.set(ruling.boundary, ruling);
    found.set(ruling.item, ofItem);
  }
  return found;
}

export function rulingJson({ item, boundary, reading, reason, by, at }: Ruling): Ruling {
  return { item, boundary, reading, reason, by, at };
}

function check(ruling: Ruling, boundaries: ReadonlyMap<string, readonly Boundary[]>, words: Words): void {
  const ofItem = boundaries.get(ruling.item) ?? [];
  refuseUnknown(ruling.item, [...boundaries.keys()]);
  refuseUnknown(ruling.boundary, ofItem.map(({ id }) => id));
  const boundary = ofItem.find(({ id }) => id === ruling.boundary);
  refuseUnknown(ruling.reading, (boundary?.readings ?? []).map(({ id }) => id));

  function refuseUnknown(word: string, known: readonly string[]): void {
    if (known.includes(word)) return;
    const listed = words.listed([...known].sort().map(bothLanguages));
    throw new FactError(`ruling ${ruling.item}`, words.remedy("known", { words: listed }));
  }
}

/** Whether the first moment is later than the second, to the microsecond. */
function isLater(first: string, second: string): boolean {
  const [a, b] = [momentOf(first), momentOf(second)];
  return a.second === b.second ? a.fraction > b.fraction : a.second > b.second;
}

function momentOf(text: string): { second: number; fraction: string } {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? "";
  return { second: Date.parse(text.replace(/\.\d+/, "")), fraction: fraction.padEnd(6, "0") };
}
