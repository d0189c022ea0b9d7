import type { Declarations } from "../facts.ts";
import type { Words } from "../wording.ts";
import { bands } from "./bands.ts";
import type { Compiled, Context } from "./base.ts";
import { allOf, settled } from "./combined.ts";
import { within } from "./days.ts";
import { equals, flag } from "./flags.ts";
import { graded } from "./graded.ts";
import type { Rule } from "./kinds.ts";
import { covers, includesAll, includesAny } from "./lists.ts";
import { comparison } from "./numbers.ts";
import { every } from "./records.ts";
import { share } from "./share.ts";

/** A rule as a function of facts and rulings. Throws for a kind of rule that this release does not know. */
export function compileRule(rule: Rule, facts: Declarations, words: Words): Compiled {
  const context: Context = { facts, words, compile: (inner) => compileRule(inner, facts, words) };
  switch (rule.tag) {
    case "is_true":
    case "is_false":
      return flag(rule, context);
    case "equals":
      return equals(rule, context);
    case "at_least":
    case "at_most":
    case "less_than":
      return comparison(rule, context);
    case "includes_all":
      return includesAll(rule, context);
    case "includes_any":
      return includesAny(rule, context);
    case "covers":
      return covers(rule, context);
    case "every":
      return every(rule, context);
    case "share":
      return share(rule, context);
    case "within":
      return within(rule, context);
    case "graded":
      return graded(rule, context);
    case "settled":
      return settled(rule);
    case "all_of":
      return allOf(rule, context);
    case "bands":
      return bands(rule, context);
    default:
      return refuseUnknown(rule);
  }
}

function refuseUnknown(rule: never): never {
  const { tag } = rule as { tag: unknown };
  throw new Error(`unknown kind of rule "${String(tag)}": the standard is newer than this page, load the page again`);
}
