/** What a clause comes to at a number that two size classes claim. */
import { exact, type NumberJson } from "../exact.ts";
import { type FactDeclaration, quantity } from "../facts.ts";
import type { Boundary, Ruling } from "../rulings.ts";
import { inARow } from "../text.ts";
import type { Words } from "../wording.ts";
import { type Finding, finding, type ReadingVerdict, unique } from "./base.ts";
import type { Band } from "./kinds.ts";

/** One class that claims the number, and what it finds there. */
export interface Claim {
  readonly band: Band;
  readonly found: Finding;
}

/** The boundary at a number that both classes claim. */
export function boundaryBetween(
  words: Words,
  declared: FactDeclaration,
  value: NumberJson,
  bands: readonly [Band, Band],
): Boundary {
  const text = words.say("boundary", { label: declared.label, value: quantity(words, declared, exact(value)) });
  const readings = bands.map((band) => ({ id: band.reading, text: band.text }));
  return { id: `${declared.name}=${value}`, fact: declared.name, value: String(value), text, readings };
}

/** The finding on which all readings agree, else the ruled one, else that a ruling is needed. */
export function atBoundary(
  words: Words,
  boundary: Boundary,
  claims: readonly Claim[],
  ruling: Ruling | undefined,
): Finding {
  const verdicts = unique(claims.map(({ found }) => found.verdict));
  const missing = unique(claims.flatMap(({ found }) => found.missing));
  const readings = claims.map((claim) => readingVerdict(boundary, claim));
  if (verdicts.length === 1) return finding(verdicts[0]!, agreed(words, boundary, claims), { missing, readings });
  if (ruling) return ruled(words, boundary, claims, ruling, readings);
  const verdict = verdicts.includes("undecided") ? "undecided" : "needs_ruling";
  return finding(verdict, disputed(words, boundary, claims), { missing, readings });
}

function readingVerdict(boundary: Boundary, { band, found }: Claim): ReadingVerdict {
  return { boundary: boundary.id, reading: band.reading, text: band.text, verdict: found.verdict };
}

function agreed(words: Words, boundary: Boundary, claims: readonly Claim[]) {
  return words.say("both_agree", { boundary: boundary.text, findings: inARow(claims.map(({ found }) => found.text)) });
}

function disputed(words: Words, boundary: Boundary, claims: readonly Claim[]) {
  const readings = claims.map(({ band, found }) =>
    words.say("by_reading", { reading: band.text, verdict: words.verdicts[found.verdict] }),
  );
  return words.say("disputed", { boundary: boundary.text, readings: words.listed(readings, "semicolon") });
}

function ruled(
  words: Words,
  boundary: Boundary,
  claims: readonly Claim[],
  ruling: Ruling,
  readings: readonly ReadingVerdict[],
): Finding {
  const { band, found } = claims.find((claim) => claim.band.reading === ruling.reading)!;
  const parts = { by: ruling.by, day: ruling.at.slice(0, 10), reading: band.text, reason: ruling.reason };
  const heading = words.say("ruled", { boundary: boundary.text, ...parts });
  return finding(found.verdict, inARow([heading, found.text]), { missing: found.missing, readings, ruling });
}
