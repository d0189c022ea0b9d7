/** From what somebody typed or sent to a fact: one strict parser for each type. */
import { compare, digitsOf, exact, fromDigits } from "./exact.ts";
import { FactError } from "./fact_error.ts";
import type { Declarations, Fact, FactDeclaration, FactJson, Facts, FactType, Grade } from "./facts.ts";
import { NOT_APPLICABLE } from "./facts.ts";
import { listParser, monthParser } from "./list_facts.ts";
import { bothLanguages } from "./text.ts";
import type { Remedy, Words } from "./wording.ts";

/** Answers the checked value, or throws `FactError`. `place` says where the value stands. */
export type Parser = (raw: FactJson, place: string) => Fact;

// Beyond this a count or an amount is a slip of the hand; it is also what a double holds exactly.
const LARGEST = exact(1e15);
const MOST_DIGITS = 100;
const LONGEST_TEXT = 200;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** All facts of a mapping, each by its own parser; an unknown name is refused. */
export function factsParser(declared: Declarations, words: Words): (raw: FactJson, place?: string) => Facts {
  const parsers = new Map(Object.entries(declared).map(([name, each]) => [name, remembering(parserFor(each, words))]));
  return (raw, place = "") => {
    const prefix = place && `${place}.`;
    if (!isMapping(raw)) throw new FactError(place, words.remedy(place ? "record" : "facts"));
    return new Map(Object.entries(raw).map(([name, value]) => [name, parseNamed(name, value, prefix)]));
  };

  function parseNamed(name: string, value: FactJson, prefix: string): Fact {
    const parse = parsers.get(name);
    if (!parse) throw new FactError(prefix + name, known(words, [...parsers.keys()]));
    return parse(value, prefix + name);
  }
}

/** A value given again is the very same fact: what was worked out from it holds. */
function remembering(parse: Parser): Parser {
  let last: { readonly raw: FactJson; readonly fact: Fact } | undefined;
  return (raw, place) => {
    if (!last || last.raw !== raw) last = { raw, fact: parse(raw, place) };
    return last.fact;
  };
}

function parserFor(declared: FactDeclaration, words: Words): Parser {
  return MAKERS[declared.type](declared, words);
}

const MAKERS: Readonly<Record<FactType, (declared: FactDeclaration, words: Words) => Parser>> = {
  bool: (_, words) => (raw, place) => (typeof raw === "boolean" ? raw : refuse(place, words, "bool")),
  int: intParser,
  fen: intParser,
  number: numberParser,
  code: codeParser,
  codes: (declared, words) => listParser(codeParser(declared, words), words),
  months: (_, words) => listParser(monthParser(words), words),
  date: (_, words) => (raw, place) => (isDay(raw) ? raw : refuse(place, words, "day")),
  text: (_, words) => (raw, place) => (isText(raw) ? raw : refuse(place, words, "text", { most: LONGEST_TEXT })),
  records: recordsParser,
  judgements: judgementsParser,
};

function refuse(place: string, words: Words, remedy: Remedy, parts: Record<string, number> = {}): never {
  throw new FactError(place, words.remedy(remedy, parts));
}

function known(words: Words, names: readonly string[]) {
  return words.remedy("known", { words: words.listed([...names].sort().map(bothLanguages)) });
}

function intParser(declared: FactDeclaration, words: Words): Parser {
  const inRange = rangeParser(declared, words);
  return (raw, place) => (Number.isInteger(raw) ? inRange(raw, place) : refuse(place, words, "int"));
}

function numberParser(declared: FactDeclaration, words: Words): Parser {
  const inRange = rangeParser(declared, words);
  return (raw, place) => {
    const digits = typeof raw === "number" || typeof raw === "string" ? digitsOf(raw) : null;
    if (!digits) return refuse(place, words, "number");
    const length = String(digits.units).replace("-", "").length;
    if (length > MOST_DIGITS || Math.abs(digits.exponent) > MOST_DIGITS) {
      return refuse(place, words, "digits", { most: MOST_DIGITS });
    }
    return inRange(raw, place);
  };
}

function rangeParser({ minimum = 0 }: FactDeclaration, words: Words): Parser {
  const least = exact(minimum);
  return (raw, place) => {
    const value = fromDigits(digitsOf(raw as number | string)!);
    if (compare(value, least) < 0) return refuse(place, words, "least", { minimum });
    return compare(value, LARGEST) > 0 ? refuse(place, words, "largest") : value;
  };
}

function codeParser({ codes = {} }: FactDeclaration, words: Words): (raw: FactJson, place: string) => string {
  return (raw, place) => {
    if (typeof raw === "string" && Object.hasOwn(codes, raw)) return raw;
    throw new FactError(place, known(words, Object.keys(codes)));
  };
}

function recordsParser({ fields = {} }: FactDeclaration, words: Words): Parser {
  const parse = factsParser(fields, words);
  return (raw, place) => {
    if (!Array.isArray(raw)) return refuse(place, words, "list");
    return raw.map((record: FactJson, index) => parse(record, `${place}[${index}]`));
  };
}

function judgementsParser({ codes = {} }: FactDeclaration, words: Words): Parser {
  return (raw, place) => {
    if (!isMapping(raw)) return refuse(place, words, "grades");
    return new Map(Object.entries(raw).map(([item, grade]) => [item, gradeOf(grade, item, `${place}.${item}`)]));
  };

  function gradeOf(raw: FactJson, item: string, place: string): Grade {
    if (!Object.hasOwn(codes, item)) throw new FactError(place, known(words, Object.keys(codes)));
    if (raw === NOT_APPLICABLE || raw === 1 || raw === 2 || raw === 3 || raw === 4) return raw;
    return refuse(place, words, "grade");
  }
}

function isMapping(raw: FactJson): raw is { readonly [name: string]: FactJson } {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

function isDay(raw: FactJson): raw is string {
  if (typeof raw !== "string" || !DAY.test(raw) || raw < "0001") return false;
  const day = new Date(`${raw}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(raw);
}

function isText(raw: FactJson): raw is string {
  // NUL and half of a character pair: no file or database takes them.
  return typeof raw === "string" && [...raw].length <= LONGEST_TEXT && !/[\0\p{Surrogate}]/u.test(raw);
}
