/**
 * One rule for each size class of the fact `by`, as a document writes them. A value that two classes claim has two
 * readings. While the number is missing every class is possible, and the verdict is the one on which all agree.
 */
import { compare, exact, type Exact, minus, type NumberJson } from "../exact.ts";
import { type FactDeclaration, type Facts, numberIn, quantity } from "../facts.ts";
import type { Boundary } from "../rulings.ts";
import { inARow, type Text } from "../text.ts";
import { isOpen } from "../verdicts.ts";
import type { Words } from "../wording.ts";
import { type Compiled, type Context, declaredIn, type Finding, finding, unique, unknown } from "./base.ts";
import { atBoundary, boundaryBetween } from "./boundaries.ts";
import type { Band, Bands } from "./kinds.ts";
import { marginText } from "./numbers.ts";

/** A size class with its rule ready to be applied. */
interface SizeClass {
  readonly band: Band;
  readonly low: Exact | null;
  readonly high: Exact | null;
  readonly rule: Compiled;
}

export function bands({ by, bands: written }: Bands, { facts, words, compile }: Context): Compiled {
  const declared = declaredIn(facts, by);
  const classes = written.map((band) => sizeClass(band, compile(band.rule)));
  const reads = unique([...classes.flatMap(({ rule }) => rule.reads), by]);
  const boundaries = sharedEnds(words, declared, written);
  const ends = boundaries.map((boundary) => ({ boundary, value: exact(boundary.value) }));

  return {
    reads,
    boundaries,
    check(given, rulings) {
      const value = numberIn(given, by);
      const check = ({ rule }: SizeClass) => rule.check(given, rulings);
      if (!value) return whatever(classes.map(check), given);
      const claiming = classes.filter((each) => claims(each, value));
      if (claiming.length === 1) return inClass(words, declared, value, claiming[0]!, check(claiming[0]!));
      const boundary = ends.filter((end) => compare(end.value, value) === 0).at(-1)!.boundary;
      const found = claiming.map((each) => ({ band: each.band, found: check(each) }));
      return atBoundary(words, boundary, found, rulings.get(boundary.id));
    },
  };

  /** The finding while the number is missing and every class is possible. */
  function whatever(findings: readonly Finding[], given: Facts): Finding {
    const missing = unique(findings.flatMap((each) => each.missing));
    const { verdict } = findings[0]!;
    if (isOpen(verdict) || findings.some((each) => each.verdict !== verdict)) {
      const absent = reads.filter((name) => !given.has(name)).map((name) => declaredIn(facts, name).label);
      return unknown(words, absent, missing);
    }
    const texts = withoutRepeats(findings.map(({ text }) => text));
    return finding(verdict, inARow([words.say("any_class", { label: declared.label }), ...texts]), { missing });
  }
}

function sizeClass(band: Band, rule: Compiled): SizeClass {
  const [low, high] = [band.from ?? band.above, band.up_to ?? band.below];
  return { band, low: low === undefined ? null : exact(low), high: high === undefined ? null : exact(high), rule };
}

/** The boundaries at the numbers that two neighbouring classes both claim. */
function sharedEnds(words: Words, declared: FactDeclaration, written: readonly Band[]): Boundary[] {
  return written.slice(1).flatMap((upper, index) => {
    const lower = written[index]!;
    const end: NumberJson | undefined = upper.above === undefined ? lower.up_to : undefined;
    return end === undefined ? [] : [boundaryBetween(words, declared, end, [lower, upper])];
  });
}

/** Whether a value lies in a class. */
function claims({ band, low, high }: SizeClass, value: Exact): boolean {
  const [fromLow, fromHigh] = [low ? compare(value, low) : 1, high ? compare(value, high) : -1];
  const aboveLow = fromLow > 0 || (fromLow === 0 && band.from !== undefined);
  return aboveLow && (fromHigh < 0 || (fromHigh === 0 && band.up_to !== undefined));
}

/** What is found in a class, with the sentence that says why the class applies. */
function inClass(words: Words, declared: FactDeclaration, value: Exact, which: SizeClass, found: Finding): Finding {
  const end = nearestEnd(which, value);
  const heading = words.say("in_class", {
    label: declared.label,
    found: quantity(words, declared, value),
    limit: quantity(words, declared, end),
    margin: marginText(words, declared, value, end),
    reading: which.band.text,
  });
  return finding(found.verdict, inARow([heading, found.text]), { missing: found.missing });
}

/** The end of the class that is nearest to a value in it. */
function nearestEnd({ low, high }: SizeClass, value: Exact): Exact {
  if (low && high) return compare(minus(value, low), minus(high, value)) <= 0 ? low : high;
  return (low ?? high)!;
}

function withoutRepeats(texts: readonly Text[]): Text[] {
  return [...new Map(texts.map((text) => [`${text.zh}\n${text.en}`, text])).values()];
}
