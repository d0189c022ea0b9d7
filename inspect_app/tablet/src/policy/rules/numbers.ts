/** Rules on a number against a limit. All arithmetic is exact. */
import { compare, exact, type Exact, minus } from "../exact.ts";
import { type FactDeclaration, numberIn, quantity } from "../facts.ts";
import type { Text } from "../text.ts";
import { metOrNot } from "../verdicts.ts";
import type { Words } from "../wording.ts";
import { type Compiled, compiled, type Context, declaredIn, finding, unknown } from "./base.ts";
import type { Comparison } from "./kinds.ts";

/** Whether a value keeps the limit, by how it compares with it. */
const HOLDS: Readonly<Record<Comparison["tag"], (order: number) => boolean>> = {
  at_least: (order) => order >= 0,
  at_most: (order) => order <= 0,
  less_than: (order) => order < 0,
};

export function comparison({ tag, fact, limit, than }: Comparison, { facts, words }: Context): Compiled {
  const declared = declaredIn(facts, fact);
  const other = than === undefined ? null : declaredIn(facts, than);
  const fixed = limit === undefined ? undefined : exact(limit);
  const [nothing, noLimit] = [unknown(words, [declared.label]), unknown(words, other ? [other.label] : [])];
  const neither = unknown(words, other ? [declared.label, other.label] : [declared.label]);
  const least = exact(declared.minimum ?? 0);

  return compiled(than === undefined ? [fact] : [fact, than], (given) => {
    const [value, bound] = [numberIn(given, fact), than === undefined ? fixed : numberIn(given, than)];
    if (!bound) return value ? noLimit : neither;
    if (value) return compared(value, bound);
    // No possible value misses the limit, so that a missing one changes nothing.
    return tag === "at_least" && compare(bound, least) <= 0 ? anyValue(bound) : nothing;
  });

  function compared(value: Exact, bound: Exact) {
    const text = words.say("compared", {
      label: declared.label,
      found: quantity(words, declared, value),
      wanted: wanted(bound),
      margin: marginText(words, declared, value, bound),
    });
    return finding(metOrNot(HOLDS[tag](compare(value, bound))), text);
  }

  function wanted(bound: Exact): Text {
    const parts = { wording: words.say(tag), limit: quantity(words, declared, bound) };
    return other ? words.say("other_as_limit", { ...parts, other: other.label }) : words.say("limit", parts);
  }

  function anyValue(bound: Exact) {
    return finding("met", words.say("any_value", { wanted: wanted(bound), label: declared.label }));
  }
}

/** How far a value is from a limit. */
export function marginText(words: Words, declared: FactDeclaration, value: Exact, limit: Exact): Text {
  const order = compare(value, limit);
  if (order === 0) return words.say("exactly_equal");
  const margin = quantity(words, declared, order > 0 ? minus(value, limit) : minus(limit, value));
  return words.say(order > 0 ? "above" : "below", { margin });
}
