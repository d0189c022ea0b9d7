/** The rule on a share: a part must be at least so many per cent of a whole; a whole of zero sets nothing. */
import { exact, type Exact, plainNumber } from "../exact.ts";
import { numberIn, quantity } from "../facts.ts";
import { metOrNot } from "../verdicts.ts";
import { type Compiled, compiled, type Context, declaredIn, type Finding, finding, unknown } from "./base.ts";
import type { Share } from "./kinds.ts";
import { marginText } from "./numbers.ts";

export function share(rule: Share, { facts, words }: Context): Compiled {
  const [part, whole] = [declaredIn(facts, rule.part), declaredIn(facts, rule.whole)];
  const percent = exact(rule.percent);
  const hundred = 100n * 10n ** BigInt(percent.scale);
  const [noPart, noWhole] = [unknown(words, [part.label]), unknown(words, [whole.label])];
  const neither = unknown(words, [part.label, whole.label]);
  const zero = quantity(words, whole, exact(0));
  const nothing = finding("not_applicable", words.say("no_whole", { whole: whole.label, zero }));

  return compiled([rule.part, rule.whole], (given) => {
    const [found, total] = [numberIn(given, rule.part), numberIn(given, rule.whole)];
    if (!total) return found ? noWhole : neither;
    if (total.units === 0n) return nothing;
    return found ? compared(found, total) : noPart;
  });

  // Part and whole are counts or amounts in fen: whole numbers, whose units are their value.
  function compared(found: Exact, total: Exact): Finding {
    const needed = { units: roundedUp(total.units * percent.units, hundred), scale: 0 };
    const text = words.say("share", {
      part: part.label,
      found: quantity(words, part, found),
      whole: whole.label,
      total: quantity(words, whole, total),
      share: hundredths((found.units * 10_000n) / total.units),
      percent: plainNumber(percent),
      needed: quantity(words, part, needed),
      margin: marginText(words, part, found, needed),
    });
    return finding(metOrNot(found.units * hundred >= total.units * percent.units), text);
  }
}

function roundedUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}

/** Rounded down, so that 69.999 % never reads as 70 %. */
function hundredths(value: bigint): string {
  return `${value / 100n}.${String(value % 100n).padStart(2, "0")}`;
}
