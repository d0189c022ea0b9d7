/** The rule on a day: it must lie within a period, both ends included. Days are texts YYYY-MM-DD. */
import { wordIn } from "../facts.ts";
import type { Text } from "../text.ts";
import { metOrNot } from "../verdicts.ts";
import { type Compiled, compiled, type Context, declaredIn, finding, unknown } from "./base.ts";
import type { Within } from "./kinds.ts";

const MILLISECONDS = 86_400_000;

export function within({ fact, first, last }: Within, { facts, words }: Context): Compiled {
  const { label } = declaredIn(facts, fact);
  const missing = unknown(words, [label]);
  return compiled([fact], (given) => {
    const day = wordIn(given, fact);
    if (day === undefined) return missing;
    const text = words.say("period", { label, day, first, last, margin: margin(day) });
    return finding(metOrNot(first <= day && day <= last), text);
  });

  function margin(day: string): Text {
    if (day < first) return words.say("early", { days: daysBetween(day, first) });
    return day > last ? words.say("late", { days: daysBetween(last, day) }) : words.say("in_time");
  }
}

function daysBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / MILLISECONDS;
}
