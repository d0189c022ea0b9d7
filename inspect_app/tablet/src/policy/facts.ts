/** What a site may state, as the standard declares it, and what it did state. */
import { type Exact, type NumberJson, numberJson, plainNumber, wholeOf, yuan } from "./exact.ts";
import { bothLanguages, type Text } from "./text.ts";
import type { Words } from "./wording.ts";

export type FactType =
  | "bool"
  | "int"
  | "number"
  | "fen"
  | "code"
  | "codes"
  | "months"
  | "date"
  | "text"
  | "records"
  | "judgements";

export interface FactDeclaration {
  readonly name: string;
  readonly type: FactType;
  readonly label: Text;
  readonly unit?: Text;
  readonly section?: string;
  readonly codes?: Readonly<Record<string, Text>>;
  readonly fields?: Readonly<Record<string, FactDeclaration>>;
  readonly minimum?: number;
}

export type Declarations = Readonly<Record<string, FactDeclaration>>;

/** What somebody typed or sent, as JSON. A decimal that no double holds is a text. */
export type FactJson =
  | boolean
  | NumberJson
  | readonly FactJson[]
  | null
  | { readonly [name: string]: FactJson };
export type FactsJson = Readonly<Record<string, FactJson>>;

export const NOT_APPLICABLE = "n/a";
export type Grade = number | typeof NOT_APPLICABLE;
export type Grades = ReadonlyMap<string, Grade>;
/** Checked facts by name; what nobody has stated is absent. A record of a list is the same. */
export type Facts = ReadonlyMap<string, Fact>;
export type Fact = boolean | string | Exact | readonly string[] | readonly Facts[] | Grades;

// What a fact holds follows from its declared type, which the rules agree with: the checklist was loaded strictly.
export const flagIn = (facts: Facts, name: string) => facts.get(name) as boolean | undefined;
export const wordIn = (facts: Facts, name: string) => facts.get(name) as string | undefined;
export const numberIn = (facts: Facts, name: string) => facts.get(name) as Exact | undefined;
export const wordsIn = (facts: Facts, name: string) => facts.get(name) as readonly string[] | undefined;
export const recordsIn = (facts: Facts, name: string) => facts.get(name) as readonly Facts[] | undefined;
export const gradesIn = (facts: Facts, name: string) => facts.get(name) as Grades | undefined;

/** A value of this fact with its unit, for a sentence. */
export function quantity(words: Words, declared: FactDeclaration, value: Exact): Text {
  const fen = declared.type === "fen" ? wholeOf(value) : null;
  if (fen !== null) return words.say("yuan", { amount: yuan(fen) });
  const number = plainNumber(value);
  if (!declared.unit) return bothLanguages(number);
  return words.say("quantity", { number, unit: number === "1" ? one(declared.unit) : declared.unit });
}

/** The unit of exactly one: in English units stand in the plural. */
function one({ zh, en }: Text): Text {
  return { zh, en: en.replace(/s$/, "") };
}

export function codeLabel(declared: FactDeclaration, code: string): Text {
  const { codes } = declared;
  return (codes && Object.hasOwn(codes, code) && codes[code]) || bothLanguages(code);
}

/** A checked fact as plain JSON again. */
export function factJson(fact: Fact | Grade): FactJson {
  if (fact instanceof Map) return Object.fromEntries([...fact].map(([name, value]) => [name, factJson(value)]));
  if (Array.isArray(fact)) return fact.map(factJson);
  return isExact(fact) ? numberJson(fact) : (fact as FactJson);
}

function isExact(fact: unknown): fact is Exact {
  return typeof fact === "object" && fact !== null && "units" in fact;
}
