/** The closed set of rule kinds, as a standard's JSON writes them: a tag and its parameters. */
import type { NumberJson } from "../exact.ts";
import type { Text } from "../text.ts";
import type { Verdict } from "../verdicts.ts";

export interface Flag {
  readonly tag: "is_true" | "is_false";
  readonly fact: string;
}

export interface Equals {
  readonly tag: "equals";
  readonly fact: string;
  readonly code: string;
}

/** Against a figure of the document, or against another fact. */
export interface Comparison {
  readonly tag: "at_least" | "at_most" | "less_than";
  readonly fact: string;
  readonly limit?: NumberJson;
  readonly than?: string;
}

export interface Includes {
  readonly tag: "includes_all" | "includes_any";
  readonly fact: string;
  readonly codes: readonly string[];
}

export interface Covers {
  readonly tag: "covers";
  readonly fact: string;
  readonly due: string;
}

export interface EveryRecord {
  readonly tag: "every";
  readonly fact: string;
  readonly where: Readonly<Record<string, string | boolean>>;
  readonly field: string;
  readonly limit: NumberJson;
  readonly who: Text;
}

export interface Share {
  readonly tag: "share";
  readonly part: string;
  readonly whole: string;
  readonly percent: NumberJson;
}

export interface Within {
  readonly tag: "within";
  readonly fact: string;
  readonly first: string;
  readonly last: string;
}

export interface Graded {
  readonly tag: "graded";
  readonly fact: string;
  readonly item: string;
}

export interface Settled {
  readonly tag: "settled";
  readonly verdict: Verdict;
  readonly text: Text;
}

export interface AllOf {
  readonly tag: "all_of";
  readonly rules: readonly Rule[];
}

export interface Bands {
  readonly tag: "bands";
  readonly by: string;
  readonly bands: readonly Band[];
}

/** One size class: its ends, which belong to it (`from`, `up_to`) or not (`above`, `below`), and what holds in it. */
export interface Band {
  readonly reading: string;
  readonly text: Text;
  readonly rule: Rule;
  readonly from?: NumberJson;
  readonly above?: NumberJson;
  readonly up_to?: NumberJson;
  readonly below?: NumberJson;
}

export type Rule =
  | Flag
  | Equals
  | Comparison
  | Includes
  | Covers
  | EveryRecord
  | Share
  | Within
  | Graded
  | Settled
  | AllOf
  | Bands;
